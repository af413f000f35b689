/// Makes a request to serve of its options.
struct ServeBuilder {
    let scanned: ScannedArguments

    func build() throws(CommandLineError) -> ServeRequest {
        var request = ServeRequest()
        try set(&request.otlpHTTP, OptionTable.otlpHTTP)
        try set(&request.query, OptionTable.query)
        try set(&request.metrics, OptionTable.metrics)
        try set(&request.health, OptionTable.health)
        if let host = scanned.values(OptionTable.host).last { request.host = host.text }
        try set(&request.memory, OptionTable.memory, ByteSize.bytes, "an amount such as `512MB`")
        try set(&request.maxTraces, OptionTable.maxTraces, count, "a whole number above 0")
        try set(&request.queueSpans, OptionTable.queueSpans, count, "a whole number above 0")
        try set(
            &request.queueMemory,
            OptionTable.queueMemory,
            ByteSize.bytes,
            "an amount such as `128MB`"
        )
        request.corsOrigins = scanned.values(OptionTable.corsOrigin).map(\.text)
        try set(
            &request.logFormat,
            OptionTable.logFormat,
            { ServeRequest.LogFormat(rawValue: $0) },
            "`text` or `json`"
        )
        return request
    }

    private func count(_ text: String) -> Int? { Int(text).flatMap { $0 > 0 ? $0 : nil } }

    private func set(
        _ address: inout ListenAddress,
        _ option: CommandLineOption
    ) throws(CommandLineError) {
        try set(
            &address,
            option,
            { ListenAddress($0) },
            "a port, or host and port such as `0.0.0.0:4318`"
        )
    }

    private func set<Value>(
        _ value: inout Value,
        _ option: CommandLineOption,
        _ parse: (String) -> Value?,
        _ expectation: String
    ) throws(CommandLineError) {
        guard let given = scanned.values(option).last else { return }
        guard let parsed = parse(given.text) else {
            throw CommandLineError(
                "`\(given.text)` is no value of \(option.flag): it takes \(expectation)."
            )
        }
        value = parsed
    }
}
