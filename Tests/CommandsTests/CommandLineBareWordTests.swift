import Testing
import TraceModel

@testable import Commands
@testable import Configuration

@Suite struct BareWordTests {
    private let id = "4bf92f3577b34da6a3ce929d0e0e4736"

    private func classify(
        _ word: String,
        files: Set<String> = [],
        contexts: [String] = []
    ) throws -> BareWord {
        try BareWord.classify(word, fileExists: files.contains, contexts: { contexts })
    }

    @Test func `a command comes before a file, a file before a trace, a trace before a context`()
        throws
    {
        #expect(try classify("open", files: ["open"]) == .command(.open))
        #expect(try classify(id, files: [id], contexts: [id]) == .file(id))
        #expect(
            try classify(id, contexts: [id]) == .trace(try #require(TraceIDText(id)))
        )
        #expect(try classify("prod", contexts: ["prod"]) == .context("prod"))
        #expect(try classify("prd", contexts: ["prod"]) == .unknown)
    }

    @Test(arguments: [
        "4bf92f3577b34da6", "4BF92F3577B34DA6A3CE929D0E0E4736", "S/kvNXezTaajzpKdDg5HNg==",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "https://host/jaeger/ui/trace/4bf92f3577b34da6a3ce929d0e0e4736?uiFind=00f067aa0ba902b7",
    ])
    func `a trace is known in every form`(word: String) throws {
        guard case .trace = try classify(word) else {
            Issue.record("\(word) is not taken as a trace")
            return
        }
    }

    @Test func `a dash is standard input even if a file has that name`() throws {
        #expect(try classify("-", files: ["-"]) == .standardInput)
    }

    @Test func `doubtful ids give way to a context of that name`() throws {
        #expect(
            try classify("production-europe-wesA", contexts: ["production-europe-wesA"])
                == .context("production-europe-wesA")
        )
        #expect(try classify("cafe", contexts: ["cafe"]) == .context("cafe"))
        #expect(try classify("cafe") == .unknown)
    }

    @Test(arguments: [
        ("http://host:16686", "http://host:16686"),
        ("https://host/jaeger/search?service=a&limit=20", "https://host/jaeger"),
        ("https://host/dependencies", "https://host"),
        ("HTTPS://host/base/#x", "HTTPS://host/base"),
    ])
    func `an address without a trace is a server`(word: String, server: String) throws {
        #expect(try classify(word) == .server(server))
    }

    @Test func `contexts are asked for only when nothing else fits`() throws {
        let broken = ConfigurationError([ConfigurationProblem(place: .default, "broken")])
        let contexts = { () throws(ConfigurationError) -> [String] in throw broken }
        for word in ["services", "-", "a.json", id] {
            _ = try BareWord.classify(word, fileExists: { $0 == "a.json" }, contexts: contexts)
        }
        #expect(throws: broken) {
            try BareWord.classify("prod", fileExists: { _ in false }, contexts: contexts)
        }
    }
}
