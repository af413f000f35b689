import Testing
import TraceModel

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
            + "--host 10.0.0.1 --memory-only --memory 2GiB --max-traces 7 --queue-spans 8 --queue-memory 9MB "
            + "--cors-origin https://a --cors-origin https://b --allow-host spoor.test --log-format json"
        var expected = ServeRequest()
        expected.addresses[.otlpHTTP] = ListenAddress(port: 0)
        expected.addresses[.query] = ListenAddress(host: "0.0.0.0", port: 1)
        expected.addresses[.metrics] = ListenAddress(host: "::1", port: 2)
        expected.addresses[.health] = ListenAddress(host: "localhost", port: 3)
        expected.host = "10.0.0.1"
        expected.storage = .memory
        expected.memory = 2 << 30
        expected.maxTraces = 7
        expected.queueSpans = 8
        expected.queueMemory = 9_000_000
        expected.corsOrigins = ["https://a", "https://b"]
        expected.allowedHosts = ["spoor.test"]
        expected.logFormat = .json
        #expect(try request(line) == expected)
    }

    @Test func `traces are kept in a folder for three days, unless something else is said`() throws
    {
        let usual = try #require(try request("serve"))
        #expect(usual.storage == .folder(nil))
        #expect(usual.kept == KeptTraces(age: .hours(72), bytes: 10_000_000_000))
        #expect(usual.kept.phrase == "for 72h and up to 10GB")
        let line = "serve --data /srv/traces --retention 5GiB,7d --sync-interval 200ms"
        let other = try #require(try request(line))
        #expect(other.storage == .folder("/srv/traces"))
        #expect(other.kept == KeptTraces(age: .hours(168), bytes: 5 << 30))
        #expect(other.syncInterval == 200_000_000)
        #expect(try request("serve --retention 1h")?.kept == KeptTraces(age: .hours(1)))
        guard case .demo(let demo) = try invocation("demo --data /srv/demo").command else {
            throw CommandLineError("no demo")
        }
        #expect(demo.backend.storage == .folder("/srv/demo"))
    }

    @Test func `what is for traces in memory alone, or for a folder alone, says so`() {
        #expect(
            refusal("serve --max-traces 7")
                == "--max-traces is for traces in memory: give --memory-only too."
        )
        #expect(
            refusal("demo --retention 1h")
                == "--retention is for traces in a folder: give --data DIR too."
        )
        #expect(
            refusal("serve --memory-only --data x")
                == "--memory-only keeps nothing in the folder of --data; give one of them."
        )
    }

    @Test func `a folder of traces is read instead of a server, by what reads one`() throws {
        for line in ["--data d", "traces --data d", "4bf92f3577b34da6 --data d"] {
            let read = try invocation(line)
            #expect(read.data == "d")
            #expect(!read.asksServer)
        }
        #expect(refusal("services --file f --data d")?.contains("files are named too") == true)
        #expect(
            refusal("config --data d")
                == "`spoor config` does not read traces of a folder; leave out --data."
        )
    }

    @Test func `a folder of traces is looked into, checked, written out and added to`() throws {
        func store(_ line: String) throws -> StoreRequest? {
            guard case .store(let request) = try invocation(line).command else { return nil }
            return request
        }
        var expected = StoreRequest(folder: "d", verb: .info)
        expected.output = .json
        #expect(try store("store info --data d -o json") == expected)
        #expect(try store("store check") == StoreRequest(verb: .check))
        expected = StoreRequest(verb: .import)
        expected.files = [.path("a"), .standardInput]
        #expect(try store("store import a -") == expected)
        for line in ["store", "store import", "store export -o json", "store look", "store info x"]
        {
            #expect(refusal(line)?.hasSuffix(".") == true)
        }
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
        "serve --memory-only --max-traces -1", "serve --retention 72", "serve --retention 1h,2h",
        "serve --retention ,", "serve --retention 1kB", "serve --sync-interval 5",
        "serve --log-format xml", "serve more",
    ])
    func `what is none of its values is refused in one sentence`(line: String) {
        #expect(refusal(line)?.hasSuffix(".") == true)
    }
}
