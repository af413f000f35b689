import TestSupport
import Testing
import TraceModel

@testable import Storage

/// The archive of a backend without storage elsewhere.
@Suite struct MemoryArchiveTests {
    private func trace(_ name: String, spans: Range<Int>, note: String = "") -> Trace {
        Trace.make(id: .named(name)) { sketch in
            for number in spans {
                sketch.span(
                    "span \(number)",
                    Double(number)..<Double(number + 1),
                    attributes: ["note": .string(note)]
                )
            }
        }
    }

    private func failure(_ body: () throws(TraceArchiveError) -> Void) -> TraceArchiveError? {
        do throws(TraceArchiveError) { try body() } catch { return error }
        return nil
    }

    @Test func `what is archived is there, and nothing else`() throws {
        let archive = MemoryArchive(limit: 1 << 20)
        let kept = trace("a", spans: 0..<3)
        try archive.keep(TraceInParts(kept))
        let found = try #require(archive.trace(kept.id))
        #expect(TraceDifference(found, kept).isEmpty)
        #expect(archive.trace(.named("b")) == nil)
        #expect(archive.counts.traces == 1 && archive.counts.spans == 3)
        #expect(archive.counts.bytes == found.columns.byteCount)
    }

    @Test func `archived again, it has its spans once, and those that came since`() throws {
        let archive = MemoryArchive(limit: 1 << 20)
        try archive.keep(TraceInParts(trace("a", spans: 0..<3)))
        try archive.keep(TraceInParts(trace("a", spans: 0..<3)))
        #expect(archive.counts.spans == 3)
        // As after the store has deleted the first of them.
        try archive.keep(TraceInParts(trace("a", spans: 2..<5)))
        let joined = try #require(archive.trace(.named("a")))
        let names = (0..<joined.count).map { joined[$0].name }
        #expect(names == (0..<5).map { "span \($0)" })
        #expect(archive.counts.traces == 1 && archive.counts.spans == 5)
    }

    @Test func `a trace in parts is kept whole, and not what its parts lie in`() throws {
        let archive = MemoryArchive(limit: 1 << 20)
        let whole = trace("a", spans: 0..<10)
        let parts = TraceInParts(
            id: whole.id,
            spanCount: whole.count,
            heldBytes: 0,
            part: { start in
                let end = min(start + 4, whole.count)
                return TraceInParts(whole).spans(Array(start..<end)).map {
                    .init(trace: $0, end: end)
                }
            },
            spans: { TraceInParts(whole).spans($0) }
        )
        try archive.keep(parts)
        let found = try #require(archive.trace(whole.id))
        #expect(TraceDifference(found, whole).isEmpty)
    }

    @Test func `a full archive refuses, and gives up nothing for it`() throws {
        let large = String(repeating: "x", count: 400_000)
        let archive = MemoryArchive(limit: 1 << 20)
        try archive.keep(TraceInParts(trace("a", spans: 0..<1, note: large + "a")))
        try archive.keep(TraceInParts(trace("b", spans: 0..<1, note: large + "b")))
        let before = archive.counts
        let error = failure { () throws(TraceArchiveError) in
            try archive.keep(TraceInParts(trace("c", spans: 0..<1, note: large + "c")))
        }
        #expect(error?.message.contains("no room for this trace: it keeps 1 MiB at most") == true)
        #expect(archive.counts == before)
        #expect(archive.trace(.named("a")) != nil && archive.trace(.named("c")) == nil)
        // There is room for what is there already.
        try archive.keep(TraceInParts(trace("b", spans: 0..<1, note: large + "b")))
        #expect(archive.counts == before)
    }

    @Test func `a trace that is deleted meanwhile is not kept in part`() {
        let archive = MemoryArchive(limit: 1 << 20)
        let whole = trace("a", spans: 0..<4)
        let gone = TraceInParts(
            id: whole.id,
            spanCount: whole.count,
            heldBytes: 0,
            part: { start in
                start > 0
                    ? nil : TraceInParts(whole).spans([0, 1]).map { .init(trace: $0, end: 2) }
            },
            spans: { _ in nil }
        )
        let error = failure { () throws(TraceArchiveError) in try archive.keep(gone) }
        #expect(error?.message == "the trace was deleted while it was being archived")
        #expect(archive.counts == TraceArchiveCounts())
    }
}
