import Foundation
import Storage
import StorageFiles
import TestSupport
import Testing
import TraceModel

/// Segments of spans in a folder of traces.
@Suite struct SegmentFolderTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func open(_ path: String) throws -> DataFolder.Opened {
        try DataFolder.open(path, inspector: SpanSegments(), at: .now, replay: { _ in })
    }

    private func spans(_ count: Int, _ seed: UInt64) -> [PlainSpan] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            PlainSpan.random(traces: UInt64(count / 5 + 1), using: &generator)
        }
    }

    private func segment(_ spans: [PlainSpan]) throws -> NewSegment {
        let bytes = try SegmentBuilder.bytes(spans)
        return try SpanSegments().inspect(bytes.withUnsafeBytes { StoredBytes(copying: $0) })
    }

    @Test func `spans come back from a folder, and its lists have their names`() throws {
        try withFolder { path in
            let parts = [spans(400, 1), spans(70, 2), spans(1, 3)]
            do {
                let folder = try open(path).folder
                for (index, part) in parts.enumerated() {
                    try folder.seal([segment(part)], through: UInt64(index + 1), at: .now)
                }
                folder.close()
            }
            let folder = try open(path).folder
            for (part, kept) in zip(parts, folder.segments) {
                let segment = try Segment(SegmentMemory(kept.bytes))
                let found = try (0..<segment.traceCount).flatMap {
                    try segment.plainSpans(ofTraceAt: $0)
                }
                let texts: ([PlainSpan]) -> [String] = { $0.map { "\($0)" }.sorted() }
                #expect(texts(found) == texts(part))
                #expect(kept.facts.spans == part.count)
                #expect(kept.facts.latest.nanoseconds == part.map(\.start).max())
            }
            let all = parts.flatMap(\.self)
            #expect(try folder.services() == Set(all.map(\.resource.name)).sorted())
            for service in try folder.services() {
                let expected = Set(
                    all.filter { $0.resource.name == service }
                        .map { Operation(name: $0.name, kind: $0.kind) }
                )
                #expect(Set(try folder.operations(of: service)) == expected)
            }
        }
    }

    @Test func `a manifest that is lost is made anew with the same lists`() throws {
        try withFolder { path in
            let number = 300
            var entries: [[SegmentCatalogue.Entry]] = []
            var calls: [DependencyLink] = []
            let end = Timestamp(nanoseconds: .max)
            for isRemade in [false, true] {
                if isRemade {
                    try FileManager.default.removeItem(atPath: path + "/manifest.db")
                }
                let (folder, notes) = { ($0.folder, $0.notes) }(try open(path))
                if isRemade {
                    #expect(notes.count == 1)
                    #expect(
                        try folder.segments.map { try folder.entries(of: $0.number) } == entries
                    )
                    #expect(try folder.calls(from: .zero, to: end) == calls)
                } else {
                    for seed in UInt64(1)...2 {
                        let part = try segment(spans(number, seed))
                        try folder.seal([part], through: seed, at: .now)
                    }
                    entries = try folder.segments.map { try folder.entries(of: $0.number) }
                    calls = try folder.calls(from: .zero, to: end)
                    #expect(entries.map { $0.reduce(0) { $0 + $1.spans } } == [number, number])
                    #expect(!calls.isEmpty)
                }
                folder.close()
            }
        }
    }

    @Test func `what is no segment of spans is called damaged`() throws {
        var bytes = try SegmentBuilder.bytes(spans(100, 1))
        bytes[bytes.count / 2] ^= 1
        for damaged in [[], Array("no segment at all".utf8), bytes, Array(bytes.dropLast())] {
            #expect(throws: SegmentDamage.self) {
                try SpanSegments().inspect(damaged.withUnsafeBytes { StoredBytes(copying: $0) })
            }
        }
    }
}
