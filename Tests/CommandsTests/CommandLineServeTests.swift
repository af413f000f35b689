import Testing

@testable import Commands

@Suite struct CommandLineServeTests {
    private func request(_ line: String) throws -> ServeRequest? {
        guard case .serve(let request) = try invocation(line).command else { return nil }
        return request
    }

    @Test func `without options it is the usual ports of this machine`() throws {
        let request = try #require(try request("serve"))
        #expect(request == ServeRequest())
        #expect(request.host == "127.0.0.1")
        #expect(request.addresses[.query] == ListenAddress(port: 16686))
    }

    @Test func `every option says something else`() throws {
        let line =
            "serve --otlp-http 0 --query 0.0.0.0:1 --metrics [::1]:2 --health localhost:3 "
            + "--host 10.0.0.1 --memory 2GiB --max-traces 7 --queue-spans 8 --queue-memory 9MB "
            + "--cors-origin https://a --cors-origin https://b --allow-host spoor.test --log-format json"
        var expected = ServeRequest()
        expected.addresses[.otlpHTTP] = ListenAddress(port: 0)
        expected.addresses[.query] = ListenAddress(host: "0.0.0.0", port: 1)
        expected.addresses[.metrics] = ListenAddress(host: "::1", port: 2)
        expected.addresses[.health] = ListenAddress(host: "localhost", port: 3)
        expected.host = "10.0.0.1"
        expected.memory = 2 << 30
        expected.maxTraces = 7
        expected.queueSpans = 8
        expected.queueMemory = 9_000_000
        expected.corsOrigins = ["https://a", "https://b"]
        expected.allowedHosts = ["spoor.test"]
        expected.logFormat = .json
        #expect(try request(line) == expected)
    }

    @Test func `too little memory is refused with what is enough`() {
        for line in ["serve --memory 2MB", "demo --memory 31MB"] {
            #expect(
                refusal(line)?.hasSuffix("is too little: give 32MB or more, such as `512MB`.")
                    == true
            )
        }
        #expect(refusal("serve --memory 2")?.hasSuffix(".") == true)
        #expect(refusal("serve --memory 32MB") == nil)
    }

    @Test(arguments: [
        "serve --query x", "serve --query :1", "serve --query 65536", "serve --query ::1:1",
        "serve --memory 0", "serve --memory 2", "serve --memory 7MB", "serve --queue-memory 5",
        "serve --memory 5XB", "serve --memory 99999999999GB",
        "serve --max-traces -1", "serve --log-format xml", "serve more",
    ])
    func `what is none of its values is refused in one sentence`(line: String) {
        #expect(refusal(line)?.hasSuffix(".") == true)
    }
}
