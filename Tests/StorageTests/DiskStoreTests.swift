import Foundation
import Storage
import StorageFiles
import Synchronization
import TestSupport
import Testing
import TraceModel

/// A store in a folder: what is there after it was opened again, and what goes when its time is over.
@Suite struct DiskStoreTests {
    private static let limits = {
        var limits = StoreLimits(bytes: 256 << 20, traces: .max)
        limits.blockBytes = 512 << 10
        return limits
    }()

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `random questions get the answers of a naive list, however often it is opened again`(
        seed: UInt64
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        let disk = try DiskStore(limits: Self.limits)
        var naive = NaiveStore(mostTraces: .max)
        for _ in 0..<10 {
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                var batch = (0..<Int.random(in: 1...120, using: &generator)).map { _ in
                    PlainSpan.random(traces: 60, using: &generator)
                }
                if seed.isMultiple(of: 2) {
                    for index in batch.indices { batch[index].spoil(using: &generator) }
                }
                _ = try await disk.write(SpanBatch(batch))
                naive.write(batch)
            }
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: disk.store.seal()
            case 1: try await disk.reopen(isClean: true)
            case 2: try await disk.reopen(isClean: false)
            default: break
            }
            let reader = try disk.snapshot()
            for _ in 0..<15 {
                let query = StoreKind.disk.randomQuery(
                    known: naive.spans,
                    limit: 1000,
                    using: &generator
                )
                let expected = Set(naive.search(query))
                #expect(try await disk.store.ids(query) == expected, "seed \(seed), \(query)")
                #expect(try await reader.ids(query) == expected, "seed \(seed), \(query)")
            }
        }
        try await disk.reopen(isClean: seed.isMultiple(of: 2))
        #expect(disk.store.counts.heldSpans == naive.spans.count, "seed \(seed)")
        #expect(disk.store.counts.heldTraces == naive.order.count, "seed \(seed)")
        for id in naive.order {
            #expect(try await disk.plainSpans(id) == naive.trace(id), "seed \(seed), \(id)")
        }
        let names = Set(naive.spans.map(\.resource.name)).subtracting([""])
        #expect(try await Set(disk.services()) == names, "seed \(seed)")
    }

    private func batch(_ traces: Range<UInt64>, spans: Int = 3) -> [PlainSpan] {
        traces.flatMap { trace in
            (0..<spans).map { number in
                var generator = SeededGenerator(seed: trace &* 31 &+ UInt64(number))
                var span = PlainSpan.random(using: &generator)
                span.traceID = TraceID(high: 9, low: trace)
                span.spanID = SpanID(UInt64(number + 1))
                return span
            }
        }
    }

    @Test func `a clean stop leaves an empty log`() async throws {
        let disk = try DiskStore(limits: Self.limits)
        _ = try await disk.write(SpanBatch(batch(1..<50)))
        await disk.store.close()
        let log = disk.path + "/log"
        #expect(try FileManager.default.contentsOfDirectory(atPath: log).isEmpty)
        let segments = try FolderSnapshot(of: disk.path)
        #expect(segments.records.isEmpty)
        #expect(segments.segments.reduce(0) { $0 + $1.facts.spans } == 147)
    }

    @Test func `late spans of traces that are long on disk are found with them`() async throws {
        let disk = try DiskStore(limits: Self.limits)
        for round in 0..<12 as Range<UInt64> {
            _ = try await disk.write(SpanBatch(batch(round * 100..<round * 100 + 100)))
            disk.store.seal()
        }
        let old = TraceID(high: 9, low: 5)
        var late = batch(5..<6)
        for index in late.indices { late[index].spanID = SpanID(UInt64(100 + index)) }
        _ = try await disk.write(SpanBatch(late))
        let whole = batch(5..<6) + late
        #expect(try await disk.plainSpans(old) == whole)
        disk.store.seal()
        #expect(try await disk.plainSpans(old) == whole)
        #expect(disk.store.counts.heldTraces == 1200)
        try await disk.reopen(isClean: true)
        #expect(try await disk.plainSpans(old) == whole)
        // The same once more is not stored again.
        let before = disk.store.counts.heldSpans
        _ = try await disk.write(SpanBatch(late))
        #expect(disk.store.counts.heldSpans == before)
        #expect(disk.store.counts.heldTraces == 1200)
        let found = try await disk.store.ids(.everything(limit: 5000))
        #expect(found.count == 1200)
    }

    @Test func `what is kept no longer goes in whole segments, and no trace is there in part`()
        async throws
    {
        let disk = try DiskStore(limits: Self.limits, retention: Retention(age: .seconds(100)))
        let now = Timestamp.now
        for round in 0..<6 as Range<UInt64> {
            _ = try await disk.write(SpanBatch(batch(round * 100..<round * 100 + 100)))
            disk.store.seal()
        }
        // A late span of the first trace is in the last segment.
        var late = batch(0..<1, spans: 1)
        late[0].spanID = SpanID(77)
        _ = try await disk.write(SpanBatch(late))
        disk.store.seal()
        #expect(disk.store.counts.heldTraces == 600)
        disk.store.keepUp(at: now)
        #expect(disk.store.counts.heldTraces == 600)
        disk.store.keepUp(at: now.advanced(by: 300_000_000_000))
        #expect(disk.store.counts.heldTraces == 0)
        #expect(disk.store.counts.heldSpans == 0)
        #expect(try await disk.store.ids(.everything()).isEmpty)
        #expect(try await disk.services().isEmpty)
        #expect(disk.store.counts.evictedSpans == 1801)
        // What comes of one that is gone says so.
        late[0].spanID = SpanID(78)
        _ = try await disk.write(SpanBatch(late))
        let trace = try await disk.trace(late[0].traceID, near: nil, raw: true, progress: nil).trace
        #expect(trace.count == 1)
        #expect(trace.warnings.contains { $0.contains("earlier spans of this trace are gone") })
    }

    @Test func `by bytes the oldest segments go first`() async throws {
        let disk = try DiskStore(limits: Self.limits, retention: Retention(bytes: 100_000))
        for round in 0..<20 as Range<UInt64> {
            _ = try await disk.write(SpanBatch(batch(round * 50..<round * 50 + 50)))
            disk.store.seal()
            disk.store.keepUp(at: .now)
            #expect(disk.store.counts.diskBytes ?? 0 <= 100_000)
        }
        let ids = try await disk.store.ids(.everything(limit: 2000))
        #expect(ids.contains(TraceID(high: 9, low: 999)))
        #expect(!ids.contains(TraceID(high: 9, low: 0)))
        #expect(ids.count == disk.store.counts.heldTraces)
        for id in ids { #expect(try await disk.plainSpans(id).count == 3) }
        try await disk.reopen(isClean: false)
        #expect(try await disk.store.ids(.everything(limit: 2000)) == ids)
    }

    @Test func `spans that are few go into a segment when they are old`() async throws {
        let disk = try DiskStore(limits: Self.limits)
        _ = try await disk.write(SpanBatch(batch(1..<3)))
        let now = Timestamp.now
        disk.store.keepUp(at: now)
        #expect(disk.store.counts.diskBytes == 0)
        disk.store.keepUp(at: now.advanced(by: 700_000_000_000))
        disk.store.keepUp(at: now.advanced(by: 701_000_000_000))
        #expect(await eventually { disk.store.counts.diskBytes ?? 0 > 0 })
    }

    @Test(arguments: [true, false])
    func `a log of batches that are sent again and again does not grow without bound`(
        isSealed: Bool
    ) async throws {
        let disk = try DiskStore(limits: Self.limits)
        func logBytes() throws -> Int {
            let log = URL(filePath: disk.path).appending(path: "log")
            return try FileManager.default.contentsOfDirectory(atPath: log.path).count * 64 << 10
        }
        let spans = batch(1..<3)
        for _ in 0..<20_000 {
            _ = try await disk.write(SpanBatch(spans))
            if isSealed, disk.store.counts.diskBytes == 0 { disk.store.seal() }
        }
        let before = try logBytes()
        #expect(before > 512 << 10)
        disk.store.keepUp(at: .now)
        #expect(await eventually { (try? logBytes()) ?? .max <= 64 << 10 })
        try await disk.reopen(isClean: false)
        #expect(disk.store.counts.heldSpans == spans.count)
        #expect(disk.store.counts.repeatedSpans < 2000)
    }

    @Test func `a damaged segment is set aside with a sentence, and the rest is served`()
        async throws
    {
        let disk = try DiskStore(limits: Self.limits)
        for round in 0..<3 as Range<UInt64> {
            _ = try await disk.write(SpanBatch(batch(round * 100..<round * 100 + 100)))
            disk.store.seal()
        }
        await disk.store.close()
        let folder = disk.path + "/segments"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let file = URL(filePath: folder + "/" + files[1])
        var bytes = try Data(contentsOf: file)
        // Beyond the header, so that nothing but the check sums tells.
        bytes[bytes.count - 9] ^= 1
        try bytes.write(to: file)
        let said = Recorded()
        let opened = try SpanStore.open(
            disk.path,
            limits: Self.limits,
            report: { said.add($0) },
            decode: { _ in nil }
        )
        opened.store.lookAfterFolder()
        for _ in 0..<3 { opened.store.keepUp(at: .now) }
        #expect(said.all.count == 1)
        #expect(said.all.first?.contains("is damaged: the check sum") ?? false)
        let found = try await opened.store.ids(.everything())
        #expect(found.count == 200)
        #expect(opened.store.counts.heldSpans == 600)
        #expect(opened.store.counts.heldTraces == 200)
        await opened.store.close()
    }
}

/// Sentences that were said.
private final class Recorded: Sendable {
    private let sentences = Mutex<[String]>([])

    var all: [String] { sentences.withLock { $0 } }
    func add(_ sentence: String) { sentences.withLock { $0.append(sentence) } }
}
