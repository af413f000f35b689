import Configuration
import PlainText

/// Makes a request to serve from its options.
struct ServeBuilder {
    let scanned: ScannedArguments

    /// `defaults`, changed by the options.
    func build(
        _ defaults: ServeRequest = ServeRequest()
    ) throws(CommandLineError) -> ServeRequest {
        var request = defaults
        for listener in ServeListener.allCases {
            try scanned.set(
                &request.addresses[listener, default: ListenAddress(port: listener.usualPort)],
                listener.option,
                { ListenAddress($0) },
                "a port, or host and port such as `0.0.0.0:4318`"
            )
        }
        if let host = scanned.values(OptionTable.host).last { request.host = host.text }
        try scanned.set(
            &request.memory,
            OptionTable.memory,
            { ByteSize.bytes($0, minimum: 1) },
            "\(ByteSize.expectation), 32MB or more",
            // `2` is not to become `2MB`, which is too little.
            remedy: {
                ByteSize.bytes("\($0)MB", minimum: ServeRequest.leastMemory) == nil
                    ? "" : ByteSize.remedy(for: $0)
            }
        )
        guard request.memory >= ServeRequest.leastMemory else {
            throw CommandLineError(
                "--memory \(scanned.values(OptionTable.memory).last?.text ?? "") is too little: "
                    + "give 32MB or more, such as `512MB`."
            )
        }
        try setStorage(&request)
        try scanned.set(&request.maxTraces, OptionTable.maxTraces, count, "a whole number above 0")
        try scanned.set(
            &request.queueSpans,
            OptionTable.queueSpans,
            count,
            "a whole number above 0"
        )
        try scanned.set(
            &request.queueMemory,
            OptionTable.queueMemory,
            { text in ByteSize.bytes(text, minimum: 1_000_000).map { Optional($0) } },
            "\(ByteSize.expectation), 1MB or more",
            remedy: ByteSize.remedy
        )
        request.allowedHosts = scanned.values(OptionTable.allowHost).map(\.text)
        request.corsOrigins = scanned.values(OptionTable.corsOrigin).map(\.text)
        try scanned.set(
            &request.logFormat,
            OptionTable.logFormat,
            { ServeRequest.LogFormat(rawValue: $0) },
            "`text` or `json`"
        )
        return request
    }

    /// Where traces are kept, and for how long.
    private func setStorage(_ request: inout ServeRequest) throws(CommandLineError) {
        let data = scanned.values(OptionTable.data).last
        if let data { request.storage = .folder(data.text) }
        if scanned.has(OptionTable.memoryOnly) {
            if data != nil {
                throw CommandLineError(
                    "--memory-only keeps nothing in the folder of --data; give one of them."
                )
            }
            request.storage = .memory
        }
        try scanned.set(
            &request.kept,
            OptionTable.retention,
            { KeptTraces($0) },
            KeptTraces.expectation
        )
        try scanned.set(
            &request.syncInterval,
            OptionTable.syncInterval,
            { text in DurationText.parse(text).flatMap { $0 > 0 ? Optional($0) : nil } },
            DurationText.expectation,
            remedy: DurationText.remedy
        )
        let ofOther =
            request.storage == .memory
            ? [OptionTable.retention, OptionTable.syncInterval] : [OptionTable.maxTraces]
        let place =
            request.storage == .memory
            ? "traces in a folder: give --data DIR too" : "traces in memory: give --memory-only too"
        for option in ofOther {
            guard let given = scanned.values(option).last else { continue }
            throw CommandLineError("\(given.place) is for \(place).")
        }
    }

    private func count(_ text: String) -> Int? { Int(text).flatMap { $0 > 0 ? $0 : nil } }
}
