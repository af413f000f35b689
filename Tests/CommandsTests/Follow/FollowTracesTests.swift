import Synchronization
import TestSupport
import Testing
import TraceModel

@testable import Commands

@Suite struct FollowTracesTests {
    private static let (a, b, c) = (
        TraceSummary.live("a", at: -30), TraceSummary.live("b", at: -20),
        TraceSummary.live("c", at: 3, errors: 2)
    )

    /// Gives more with each question, and all that it gave before once more.
    private var growing: LiveSource {
        LiveSource { number, _ in
            var first = Self.a
            if number > 1 { first.spanCount += 2 }
            let summaries = number == 0 ? [Self.b, first] : [Self.c, Self.b, Self.b, first]
            return SearchAnswer(summaries: summaries, limitHit: false)
        }
    }

    private func names(_ followed: Followed) throws -> [String] {
        try followed.documents().map { "\($0["rootOperation"] ?? "") \($0["grown"] ?? "")" }
    }

    @Test func `each trace is printed once, oldest first`() async throws {
        let followed = try await followed("follow -o ndjson --for 20s", from: growing)
        #expect(try names(followed) == ["GET /a 0", "GET /b 0", "GET /c 0"])
        #expect(followed.code == .found && followed.remarks.isEmpty, "\(followed.remarks)")
    }

    @Test func `one that grew is printed again when that is asked for`() async throws {
        let followed = try await followed(
            "follow -o ndjson --updates --count 4",
            from: growing
        )
        #expect(try names(followed) == ["GET /a 0", "GET /b 0", "GET /c 0", "GET /a 1"])
        #expect(try followed.documents().map { $0["spanCount"] as? Int } == [3, 3, 3, 5])
    }

    @Test func `it ends after as many as were asked for, of more that came`() async throws {
        let followed = try await followed("follow --count 1 -o ndjson", from: growing)
        #expect(try names(followed) == ["GET /a 0"])
        #expect(followed.code == .found)
    }

    @Test(arguments: [60, 80, 140]) func `rows have the same columns from the first to the last`(
        columns: Int
    ) async throws {
        let followed = try await followed(
            "follow --updates --count 4",
            from: growing,
            SteppedClock(start: OutputStyle.pipe.now),
            .terminal(columns)
        )
        expectGolden(followed.text, named: "follow-\(columns)", in: "CommandsTests")
    }

    @Test func `to a pipe rows are whole and have the day`() async throws {
        let followed = try await followed("follow --count 3", from: growing)
        expectGolden(followed.text, named: "follow-pipe", in: "CommandsTests")
    }

    @Test func `the first question goes back as far as it was told, and no farther later`()
        async throws
    {
        let source = LiveSource { _, _ in SearchAnswer(summaries: [], limitHit: false) }
        let followed = try await followed("follow web --last 10s --errors --for 20s", from: source)
        #expect(followed.code == .nothingFound)
        let queries = source.queries
        let start = try #require(queries.map(\.start).min())
        // The clock may have gone on before the command began.
        #expect(OutputStyle.pipe.now.since(start) <= 10_000_000_000)
        #expect(OutputStyle.pipe.now.since(start) > 5_000_000_000)
        #expect(queries.count > 2 && queries.count <= 10)
        #expect(queries.allSatisfy { $0.service == "web" })
        #expect(queries.allSatisfy { $0.error == true })
    }

    @Test func `what could not be read is told once, and why`() async throws {
        let note = "2 summaries could not be read and are left out."
        let source = LiveSource { _, _ in
            SearchAnswer(summaries: [Self.a], limitHit: false, notes: [note], malformedCount: 2)
        }
        let followed = try await followed("follow -o ndjson --for 20s", from: source)
        #expect(
            followed.remarks == [
                "At least 2 parts of an answer could not be read completely.", note,
            ]
        )
    }

    @Test func `where nothing is found, a server without a clock is said to have none`()
        async throws
    {
        let source = LiveSource { _, _ in SearchAnswer(summaries: [], limitHit: false) }
        let followed = try await followed("follow -o ndjson --for 20s", from: source)
        #expect(
            followed.remarks == [
                "The server does not tell its time; this computer's clock is used."
            ]
        )
    }

    @Test(arguments: ["csv", "tsv", "markdown", "wide"])
    func `every form that goes line by line can follow`(_ form: String) async throws {
        let all = try await followed("follow -o \(form) --count 2", from: growing)
        #expect(all.code == .found)
        #expect(all.lines.count == (form == "markdown" ? 4 : 3), "\(all.text)")
    }

    @Test func `columns of what comes can be chosen`() async throws {
        let line = "follow -o csv --columns duration,grown --count 1"
        let chosen = try await followed(line, from: growing)
        #expect(chosen.text == "durationNanos,grown\n100000000,false\n")
    }

    @Test func `a failure is told once, and its end, and nothing is lost`() async throws {
        let source = LiveSource { number, _ throws(TraceReaderError) in
            if (1...3).contains(number) {
                throw TraceReaderError(.refused(status: 503), "the server answered 503.")
            }
            let summaries = number == 0 ? [Self.a] : [Self.c, Self.a]
            return SearchAnswer(summaries: summaries, limitHit: false)
        }
        let followed = try await followed("follow -o ndjson --count 2", from: source)
        #expect(try names(followed) == ["GET /a 0", "GET /c 0"])
        #expect(
            followed.remarks == [
                "the server answered 503; trying again.", "The source answers again.",
            ]
        )
        #expect(followed.code == .found)
    }

    @Test(arguments: [
        (TraceReaderError.Kind.unreachable, ExitCode.cannotConnect),
        (.unauthorized, .serverRefused), (.refused(status: 503), .serverRefused),
        (.malformedAnswer, .serverRefused),
    ])
    func `what cannot begin ends at once`(
        kind: TraceReaderError.Kind,
        code: ExitCode
    ) async throws {
        let source = LiveSource { _, _ throws(TraceReaderError) in
            throw TraceReaderError(kind, "no.")
        }
        let followed = try await followed("follow", from: source)
        #expect(followed.code == code && followed.remarks == ["no."] && followed.text.isEmpty)
        #expect(source.queries.count == 1)
    }

    @Test func `a reader that leaves ends it, even when nothing comes any more`() async throws {
        let source = LiveSource { number, _ in
            SearchAnswer(summaries: number == 0 ? [Self.a] : [], limitHit: false)
        }
        let followed = try await followed("follow -o ndjson", from: source, patience: 1)
        #expect(followed.code == .found && followed.lines.count == 1)
    }

    @Test func `a reader that leaves amid the first lines has found something`() async throws {
        let source = LiveSource { _, _ in SearchAnswer(summaries: [Self.a], limitHit: false) }
        let followed = try await followed("follow -o ndjson", from: source, patience: 0)
        #expect(followed.code == .found)
    }

    @Test(arguments: [("web", 0), ("wbe", 1)])
    func `a service that the source does not list is named`(
        _ service: String,
        _ remarks: Int
    ) async throws {
        let source = LiveSource(services: ["shop", "web"]) { _, _ in
            SearchAnswer(summaries: [Self.a], limitHit: false)
        }
        let followed = try await followed("follow \(service) --count 1", from: source)
        #expect(followed.code == .found)
        #expect(
            followed.remarks.count {
                $0.contains("no service `wbe`; did you mean `web`? It is followed all the same.")
            } == remarks
        )
    }

    @Test func `an interrupt ends it`() async throws {
        let source = LiveSource { _, _ in SearchAnswer(summaries: [Self.a], limitHit: false) }
        let task = Task { try await followed("follow -o ndjson", from: source) }
        #expect(await eventually(within: .seconds(120)) { source.queries.count > 1 })
        task.cancel()
        let ended = try await task.value
        #expect(ended.code == .interrupted && ended.lines.count == 1)
    }

    @Test func `from and to are no questions for what is to come`() async throws {
        await #expect(throws: CommandLineError.self) {
            try await followed("follow from=12:00", from: growing)
        }
    }
}
