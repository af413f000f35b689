/// Receives OTLP over HTTP (opentelemetry-proto `docs/specification.md`, OTLP/HTTP).
package struct OTLPHTTPReceiver: HTTPReceiver {
    package typealias Encoding = OTLPEncoding

    package let bodyLimit: Int

    package init(bodyLimit: Int = usualBodyLimit) {
        self.bodyLimit = bodyLimit
    }

    package var port: Int { 4318 }
    package var labels: ReceiverLabels { ReceiverLabels(receiver: "otlp", transport: "http") }
    package var path: String { "/v1/traces" }
}
