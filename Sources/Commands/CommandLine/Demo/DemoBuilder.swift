/// Makes a request for the demo from its options.
struct DemoBuilder {
    let scanned: ScannedArguments

    func build() throws(CommandLineError) -> DemoRequest {
        var request = DemoRequest()
        request.servesOnly = scanned.has(OptionTable.serveOnly)
        var backend = ServeRequest()
        backend.storage = .memory
        if !request.servesOnly { backend.addresses = ServeRequest.addresses { _ in 0 } }
        request.backend = try ServeBuilder(scanned: scanned).build(backend)
        try scanned.set(
            &request.seed,
            OptionTable.seed,
            { UInt64($0) },
            "a whole number, 0 or above"
        )
        try scanned.set(
            &request.rate,
            OptionTable.rate,
            { text in Double(text).flatMap { $0 > 0 && $0 <= 1e6 ? $0 : nil } },
            "a number of spans per second above 0 and up to 1000000"
        )
        request.manifest = scanned.values(OptionTable.manifest).last?.text
        return request
    }
}
