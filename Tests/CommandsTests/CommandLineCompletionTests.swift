import Testing

@testable import Commands

/// What a shell is told to offer; the shells themselves are tested end to end.
@Suite struct CommandLineCompletionTests {
    private let knowledge = CompletionKnowledge(
        contexts: { ["stage", "prod"] },
        services: { ["cart", "checkout"] },
        operations: { $0 == "checkout" ? ["GET /cart", "POST /pay"] : [] }
    )

    private func answer(_ words: [String]) -> CompletionAnswer {
        CompletionRequest(words: words).answer(knowledge)
    }

    /// The candidates for the last word.
    private func offers(_ words: String...) -> [String] { answer(words).candidates.map(\.text) }

    @Test func `a first word is a command, a context or a file`() {
        #expect(offers("tra") == ["traces", "trace"])
        #expect(offers("pro") == ["prod"])
        #expect(answer(["bi"]).offersFiles)
        #expect(answer([]).candidates.count == CommandWord.allCases.count + 2)
    }

    @Test func `options are the command's, and those that repeat are offered again`() {
        #expect(offers("traces", "--mi") == ["--min"])
        #expect(offers("services", "--mi") == [])
        #expect(offers("services", "--conn") == ["--connect-timeout"])
        #expect(offers("traces", "--min", "1s", "--mi") == [])
        #expect(offers("traces", "--tag", "a=b", "--ta") == ["--tag"])
        #expect(offers("traces", "--", "--mi") == [])
    }

    @Test func `values are the option's, apart or behind the sign`() {
        #expect(offers("--theme", "co") == ["contrast", "colour-blind"])
        #expect(offers("--theme=da") == ["--theme=dark"])
        #expect(offers("services", "-o", "j") == ["json"])
        #expect(offers("--context", "s") == ["stage"])
        #expect(offers("traces", "checkout", "--operation", "PO") == ["POST /pay"])
        #expect(answer(["--cacert", "bi"]).offersFiles)
        #expect(answer(["--url", "bi"]) == CompletionAnswer())
        #expect(offers("completion", "f") == ["fish"])
    }

    @Test func `a value that is a command's name is no command`() {
        #expect(offers("--context", "traces", "ser") == ["services", "serve"])
        #expect(offers("--context=traces", "monit") == ["monitor"])
        #expect(offers("-o", "json", "monit") == ["monitor"])
    }

    @Test func `a service, then terms, each once`() {
        #expect(offers("traces", "c") == ["cart", "checkout"])
        #expect(offers("operations", "car") == ["cart"])
        #expect(offers("operations", "cart", "c") == [])
        #expect(offers("traces", "cart", "c") == [])
        #expect(offers("errors", "cart", "minD") == ["minDuration="])
        #expect(offers("errors", "cart", "minDuration=1s", "minD") == [])
        #expect(offers("traces", "error=") == ["error=true", "error=false"])
        #expect(offers("traces", "service=ch") == ["service=checkout"])
        #expect(offers("traces", "checkout", "operation=G") == ["operation=GET /cart"])
        #expect(offers("traces", "service=checkout", "operation=G") == ["operation=GET /cart"])
    }

    @Test func `the answer is lines, without names that are not one line`() {
        let knowledge = CompletionKnowledge(
            contexts: { [] },
            services: { ["one", "two\nlines", "tab\tbed"] },
            operations: { _ in [] }
        )
        let answer = CompletionRequest(words: ["monitor", ""]).answer(knowledge)
        #expect(answer.text == "words\none\n")
        #expect(CompletionRequest(words: ["open", ""]).answer(knowledge).text == "files\n")
    }
}
