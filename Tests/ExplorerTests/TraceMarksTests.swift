import Explorer
import PlainText
import TestSupport
import Testing
import TraceModel

@Suite struct TraceMarksTests {
    /// The list of a service's traces.
    private func traces(_ keys: String = "") -> Journey {
        var journey = Journey()
        journey.press("j Enter")
        journey.press(keys)
        return journey
    }

    private func ids(_ journey: Journey) -> [TraceID] {
        guard let state = journey.traces else { return [] }
        return state.shown.map { state.summaries[$0].id }
    }

    private func mark(_ journey: inout Journey) { journey.press(.character(" ")) }

    private func honesty(_ journey: Journey) -> String {
        journey.traces?.honesty(journey.state.context) ?? ""
    }

    @Test func `Space marks a row, and unmarks it`() throws {
        var journey = traces("j")
        let id = try #require(journey.traces?.selected?.id)
        mark(&journey)
        #expect(journey.traces?.marks.contains(id) == true)
        #expect(journey.traces?.selected?.id == id, "the cursor stays, so that Space undoes it")
        #expect(honesty(journey).hasPrefix("1 marked · "))
        mark(&journey)
        #expect(journey.traces?.marks.isEmpty == true)
        #expect(!honesty(journey).contains("marked"))
    }

    @Test func `marks stay when rows are sorted, narrowed and asked for again`() throws {
        var journey = traces()
        let all = ids(journey)
        let marked = [all[0], all[3]]
        mark(&journey)
        journey.press("j j j")
        mark(&journey)
        for keys in ["s s", "I", "R"] {
            journey.press(keys)
            let state = try #require(journey.traces)
            #expect(all.filter { state.marks.contains($0) } == marked, "\(keys)")
            #expect(honesty(journey).hasPrefix("2 marked · "))
        }
        journey.type("/nothing like this")
        journey.press("Enter")
        #expect(honesty(journey).hasPrefix("2 marked, 2 not in sight · "))
        journey.press("Esc")
        #expect(journey.traces?.marks.count == 2, "Esc undoes one thing at a time")
        journey.press("Esc")
        #expect(journey.traces?.marks.isEmpty == true)
        #expect(journey.notice == "2 marks removed.")
        journey.press("Esc")
        #expect(journey.traces == nil)
    }

    @Test func `a mark outlives the row of its trace`() throws {
        var journey = traces()
        let id = try #require(journey.traces?.selected?.id)
        mark(&journey)
        journey.source.found = journey.source.found?.filter { $0.id != id }
        journey.press("R")
        #expect(!ids(journey).contains(id))
        #expect(honesty(journey).hasPrefix("1 marked, 1 not in sight · "))
        journey.press("y I")
        #expect(journey.copied == id.hex)
    }

    @Test func `y copies all that is marked, a line each`() throws {
        var journey = traces()
        let all = ids(journey)
        mark(&journey)
        journey.press("j j")
        mark(&journey)
        journey.press("y")
        #expect(
            journey.state.copyChoices.map(\.name) == [
                "2 values", "2 trace ids", "2 curls", "2 summaries", "2 links",
            ]
        )
        journey.press("I")
        #expect(journey.copied == "\(all[0].hex)\n\(all[2].hex)")
        #expect(journey.notice == "copied 2 trace ids.")
        journey.press("y u")
        let links = [all[0], all[2]].map { "http://jaeger:16686/trace/\($0.jaegerHex)" }
        #expect(journey.copied == links.joined(separator: "\n"))
        journey.press("y s")
        #expect(journey.copied?.split(separator: "\n").count == 2)
        journey.press("y i")
        #expect(journey.notice.hasPrefix("Copy what? "), "a list has no spans")
    }

    @Test func `save writes what is marked, else what is shown`() throws {
        func saved(_ journey: inout Journey) throws -> [TraceID] {
            journey.type(":save x")
            journey.press("Enter")
            for case .save(_, let target) in journey.effects.reversed() {
                guard case .traces(let summaries) = target.content else { break }
                return summaries.map(\.id)
            }
            throw NotSaved()
        }
        var journey = traces()
        let all = ids(journey)
        #expect(try saved(&journey) == all)
        journey.press("j")
        mark(&journey)
        #expect(try saved(&journey) == [all[1]])
    }

    private struct NotSaved: Error {}

    @Test func `in the strip it is the trace under the crosshair that is marked`() throws {
        var journey = traces("Tab G")
        mark(&journey)
        let marked = try #require(journey.traces?.chosen.first)
        journey.press("Enter")
        #expect(journey.trace?.id == marked.id, "the one that Enter opens")
    }

    @Test func `a mark holds a list that is followed, wherever the cursor is`() throws {
        var journey = traces("F j")
        var follower = try #require(ScriptedFollower(journey))
        let marked = try #require(journey.traces?.selected)
        mark(&journey)
        journey.press("g")
        journey.send(follower.tell([LiveTrace.trace(1)]))
        #expect(journey.traces?.live?.waiting.count == 1)
        #expect(honesty(journey).hasPrefix("▲ 1 new · 1 marked · "))
        journey.press(".")
        #expect(journey.traces?.live?.waiting.isEmpty == true)
        #expect(journey.traces?.marks.contains(marked.id) == true)
        #expect(honesty(journey).hasPrefix("held · 1 marked · "))
        journey.send(follower.tell([LiveTrace.trace(2)]))
        #expect(journey.traces?.live?.waiting.count == 1)
        journey.press("Esc")
        #expect(journey.traces?.live?.waiting.isEmpty == true, "without marks it goes on")
        #expect(honesty(journey).hasPrefix("live · "))
    }

    @Test func `a marked trace that grew is copied as it is now, and never leaves the list`() throws
    {
        var journey = traces("F")
        var follower = try #require(ScriptedFollower(journey))
        journey.send(follower.tell([LiveTrace.trace(1)]))
        mark(&journey)
        journey.send(follower.tell([LiveTrace.trace(1, spans: 9)]))
        #expect(journey.traces?.chosen.map(\.spanCount) == [9])
        let many = (2..<UInt64(2010)).map { LiveTrace.trace($0) }
        journey.send(follower.tell(many))
        journey.press(".")
        let state = try #require(journey.traces)
        #expect(state.live?.dropped ?? 0 > 0)
        #expect(ids(journey).contains(LiveTrace.trace(1).id))
        #expect(honesty(journey).contains(" · 1 marked · "), "it is in sight")
    }
}

/// A trace that comes while a list is followed; those with higher numbers start later.
private enum LiveTrace {
    static func trace(_ number: UInt64, spans: Int = 3) -> TraceSummary {
        let start = Journey.now.advanced(by: Nanoseconds(number) * 1000)
        return TraceSummary(
            id: TraceID(high: 7, low: number),
            rootService: "frontend",
            rootOperation: "GET /\(number)",
            start: start,
            end: start.advanced(by: 5_000_000),
            spanCount: spans,
            errorCount: 0,
            orphanCount: 0,
            services: [ServiceShare(name: "checkout", spanCount: spans, errorCount: 0)]
        )
    }
}
