/// What `spoor serve` is to listen on and to hold.
package struct ServeRequest: Sendable, Equatable {
    package enum LogFormat: String, Sendable, CaseIterable {
        case text
        case json
    }

    package var otlpHTTP = ListenAddress(port: 4318)
    package var query = ListenAddress(port: 16686)
    package var metrics = ListenAddress(port: 8888)
    package var health = ListenAddress(port: 13133)
    /// For addresses without a host.
    package var host = "127.0.0.1"
    /// Memory for stored spans, bytes.
    package var memory = 512_000_000
    package var maxTraces = 100_000
    package var queueSpans = 200_000
    /// Memory for spans that wait to be stored, bytes.
    package var queueMemory = 128_000_000
    /// Origins of pages that may send spans.
    package var corsOrigins: [String] = []
    package var logFormat = LogFormat.text

    package init() {}
}
