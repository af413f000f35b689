extension OptionTable {
    static let host = CommandLineOption(
        "host",
        metavar: "HOST",
        "address for listeners without their own, 0.0.0.0 for all; default: 127.0.0.1"
    )
    static let memory = CommandLineOption(
        "memory",
        metavar: "SIZE",
        "memory for spans and for work on them, 32MB or more; default: 512MB"
    )
    static let maxTraces = CommandLineOption(
        "max-traces",
        metavar: "COUNT",
        "maximum number of traces to keep; default: 100000"
    )
    static let queueSpans = CommandLineOption(
        "queue-spans",
        metavar: "COUNT",
        "maximum number of spans that wait to be stored; default: 200000"
    )
    static let queueMemory = CommandLineOption(
        "queue-memory",
        metavar: "SIZE",
        "memory for spans that wait to be stored, 1MB or more; default: a quarter of --memory, at most 128MB"
    )
    static let corsOrigin = CommandLineOption(
        "cors-origin",
        metavar: "ORIGIN",
        repeatable: true,
        "origin of web pages that may send spans, such as https://*.example; may be repeated"
    )
    static let allowHost = CommandLineOption(
        "allow-host",
        metavar: "NAME",
        repeatable: true,
        "another name for this machine that clients may use for listeners on 127.0.0.1; may be repeated"
    )
    static let logFormat = CommandLineOption(
        "log-format",
        metavar: "FORMAT",
        completion: .words(ServeRequest.LogFormat.allCases.map(\.rawValue)),
        "format of the lines on standard error"
    )

    static let serve =
        ServeListener.allCases.map(\.option) + [
            host, memory, maxTraces, queueSpans, queueMemory, corsOrigin, allowHost,
            logFormat,
        ]
}
