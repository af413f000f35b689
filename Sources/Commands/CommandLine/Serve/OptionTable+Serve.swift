extension OptionTable {
    static let host = CommandLineOption(
        "host",
        metavar: "HOST",
        "address for listeners without their own, 0.0.0.0 for all; default: 127.0.0.1"
    )
    static let retention = CommandLineOption(
        "retention",
        metavar: "TIME,SIZE",
        "how long and how much to keep in the folder of traces, or one of the two; default: 72h,10GB"
    )
    static let syncInterval = CommandLineOption(
        "sync-interval",
        metavar: "TIME",
        "bring what was received to disk this often, instead of before each answer; a loss of power may lose as much"
    )
    static let memoryOnly = CommandLineOption(
        "memory-only",
        "keep traces in memory, where they are lost at the end, and not in a folder"
    )
    static let memory = CommandLineOption(
        "memory",
        metavar: "SIZE",
        "memory for spans that are not in the folder yet, or with --memory-only for all, and for work on them, 32MB or more; default: 512MB"
    )
    static let maxTraces = CommandLineOption(
        "max-traces",
        metavar: "COUNT",
        "maximum number of traces to keep with --memory-only; default: 100000"
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
            host, retention, syncInterval, memoryOnly, memory, maxTraces, queueSpans, queueMemory,
            corsOrigin, allowHost,
            logFormat,
        ]
}
