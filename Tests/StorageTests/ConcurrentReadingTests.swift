import Storage
import Synchronization
import TestSupport
import Testing
import TraceModel

/// One writer and eight readers at once, while blocks close and are sealed.
@Suite struct ConcurrentReadingTests {
    private static let batches: UInt64 = 200
    private static let spansPerTrace: UInt64 = 6

    /// How many traces have been written.
    private final class Progress: Sendable {
        let written = Atomic<UInt64>(0)
    }

    @Test(arguments: [StoreKind.memoryOfSmallBlocks, .disk])
    func `readers see whole batches while others are written and sealed`(
        kind: StoreKind
    ) async throws {
        let store = try await kind.make()
        let progress = Progress()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<Self.batches {
                    _ = try await store.write(SpanBatch(Self.trace(number)))
                    progress.written.store(number + 1, ordering: .releasing)
                }
            }
            for reader in 0..<8 as Range<UInt64> {
                group.addTask {
                    var generator = SeededGenerator(seed: reader)
                    var known: UInt64 = 0
                    repeat {
                        known = progress.written.load(ordering: .acquiring)
                        // A store in this process never waits, and the writer wants its turn.
                        await Task.yield()
                        guard known > 0 else { continue }
                        let number = UInt64.random(in: 0..<known, using: &generator)
                        try await Self.read(number, of: known, from: store, as: reader)
                    } while known < Self.batches
                }
            }
            try await group.waitForAll()
        }
        let links = try await Self.dependencies(of: store)
        #expect(links.map(\.callCount) == [Int(Self.batches * (Self.spansPerTrace - 1))])
    }

    private static func read(
        _ number: UInt64,
        of known: UInt64,
        from store: any TraceReader,
        as reader: UInt64
    ) async throws {
        switch reader % 4 {
        case 0:
            let spans = try await store.plainSpans(TraceID(high: 1, low: number + 1))
            #expect(spans.count == Int(spansPerTrace))
        case 1:
            let newest = try await store.ids(.everything(limit: 20) { $0.service = "web" })
            #expect(newest.count >= Int(min(known, 20)))
        case 2:
            let calls = try await dependencies(of: store).reduce(0) { $0 + $1.callCount }
            #expect(calls >= Int(known * (spansPerTrace - 1)))
            #expect(calls.isMultiple(of: Int(spansPerTrace - 1)))
        default:
            let found = try await store.ids(
                .everything {
                    $0.attributes = [AttributeCondition(key: "number", value: "\(number)")]
                }
            )
            #expect(found == [TraceID(high: 1, low: number + 1)])
        }
    }

    private static func dependencies(of store: any TraceReader) async throws -> [DependencyLink] {
        let held = (store as? DiskStore)?.store ?? store as? any DependencyReader
        return try await #require(held).dependencies(from: .zero, to: Timestamp(nanoseconds: .max))
    }

    /// A root and its children, as one batch.
    private static func trace(_ number: UInt64) -> [PlainSpan] {
        (1...spansPerTrace).map { id in
            var span = PlainSpan()
            span.traceID = TraceID(high: 1, low: number + 1)
            span.spanID = SpanID(id)
            span.parentID = SpanID(id == 1 ? 0 : 1)
            span.resource.name = id == 1 ? "web" : "cart"
            span.name = "operation \(id)"
            span.start = 1_000_000 + number
            span.end = span.start + id
            span.attributes = [Attribute(key: "number", value: .string("\(number)"))]
            return span
        }
    }
}
