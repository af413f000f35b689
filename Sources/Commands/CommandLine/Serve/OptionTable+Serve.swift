extension OptionTable {
    static let host = CommandLineOption(
        "host",
        metavar: "HOST",
        "address for listeners without their own, 0.0.0.0 for all; default: 127.0.0.1"
    )
    static let memory = CommandLineOption(
        "memory",
        metavar: "SIZE",
        "memory for stored spans, 8MB or more; default: 512MB"
    )
    static let maxTraces = CommandLineOption(
        "max-traces",
        metavar: "COUNT",
        "traces to store at most; default: 100000"
    )
    static let queueSpans = CommandLineOption(
        "queue-spans",
        metavar: "COUNT",
        "spans that may wait to be stored; default: 200000"
    )
    static let queueMemory = CommandLineOption(
        "queue-memory",
        metavar: "SIZE",
        "memory of spans that may wait to be stored, 1MB or more; default: 128MB"
    )
    static let corsOrigin = CommandLineOption(
        "cors-origin",
        metavar: "ORIGIN",
        repeatable: true,
        "pages that may send spans, such as https://*.example; may be repeated"
    )
    static let logFormat = CommandLineOption(
        "log-format",
        metavar: "FORMAT",
        completion: .words(ServeRequest.LogFormat.allCases.map(\.rawValue)),
        "form of the lines on standard error"
    )

    static let serve =
        ServeListener.allCases.map(\.option) + [
            host, memory, maxTraces, queueSpans, queueMemory, corsOrigin, logFormat,
        ]
}
