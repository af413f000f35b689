import Testing

@testable import Commands

@Suite struct CommandLineDemoTests {
    private func request(_ line: String) throws -> DemoRequest? {
        guard case .demo(let request) = try invocation(line).command else { return nil }
        return request
    }

    @Test func `with the explorer its backend is on free ports`() throws {
        let request = try #require(try request("demo"))
        #expect(request.seed == 1)
        #expect(!request.servesOnly)
        for listener in ServeListener.allCases {
            #expect(request.backend.addresses[listener] == ListenAddress(port: 0))
        }
    }

    @Test func `alone it is where every backend is`() throws {
        let request = try #require(try request("demo --serve"))
        #expect(request.servesOnly)
        var expected = ServeRequest()
        expected.storage = .memory
        #expect(request.backend == expected)
    }

    @Test func `every option says something else`() throws {
        var expected = DemoRequest()
        expected.seed = 7
        expected.rate = 2000.5
        expected.servesOnly = true
        expected.manifest = "causes.json"
        expected.backend.addresses[.query] = ListenAddress(port: 1)
        expected.backend.memory = 2 << 30
        expected.backend.storage = .memory
        let line =
            "demo --seed 7 --rate 2000.5 --serve --manifest causes.json --query 1 --memory 2GiB"
        #expect(try request(line) == expected)
    }

    @Test(arguments: [
        "demo --seed -1", "demo --seed x", "demo --rate 0", "demo --rate nan", "demo --rate 1e7",
        "demo --rate -5", "demo --serve --query x", "demo more",
    ])
    func `what is none of its values is refused in one sentence`(line: String) {
        #expect(refusal(line)?.hasSuffix(".") == true)
    }
}
