import Foundation
import Storage
import StorageFiles
import TraceModel
import WireFormats

/// What the log of a store on disk costs: by itself, with decoding and storing beside it, and at the next start.
func measureLog(_ requests: [[UInt8]], spans: Int) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "spoor-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let strict = path + "/strict"
    for (name, policy, path) in [
        ("a sync before each answer", SyncPolicy.eachBatch, strict),
        ("a sync every 100 ms", .every(.milliseconds(100)), path + "/loose"),
    ] {
        let folder = try open(path, policy)
        try await measure("log alone, \(name)", requests, spans, folder) { _ in }
        let store = SpanStore(limits: StoreLimits(bytes: 4 << 30, traces: 10_000_000))
        try await measure("log, decoding, storing, \(name)", requests, spans, folder) {
            _ = store.write(try OTLPProtobufDecoder.decode($0).batch)
        }
        folder.close()
    }
    let start = Measure.now()
    var records = 0
    _ = try DataFolder.open(
        strict,
        inspector: NoSegments(),
        at: .now,
        replay: { _ in records += 1 }
    )
    let seconds = Measure.now() - start
    row(
        "reading the log again",
        figure(Double(records * spans / requests.count) / seconds / 1000, "k spans/s")
    )
}

private func open(_ path: String, _ policy: SyncPolicy) throws -> DataFolder {
    try DataFolder.open(
        path,
        options: DataFolder.Options(sync: policy),
        inspector: NoSegments(),
        at: .now,
        replay: { _ in }
    ).folder
}

/// Sends requests with eight under way, each of which waits for the log and for `work`.
private func measure(
    _ name: String,
    _ requests: [[UInt8]],
    _ spans: Int,
    _ folder: DataFolder,
    work: @escaping @Sendable ([UInt8]) throws -> Void
) async throws {
    let (start, cpuStart) = (Measure.now(), Measure.processCPU())
    let times = try await withThrowingTaskGroup(of: [Double].self) { group in
        for sender in 0..<8 {
            group.addTask {
                var times: [Double] = []
                for index in stride(from: sender, to: requests.count, by: 8) {
                    try work(requests[index])
                    let start = Measure.now()
                    _ = try await folder.log.append(requests[index], kind: 1)
                    times.append(Measure.now() - start)
                }
                return times
            }
        }
        return try await group.reduce(into: []) { $0 += $1 }.sorted()
    }
    let seconds = Measure.now() - start
    row(
        name,
        figure(Double(spans) / seconds / 1000, "k spans/s"),
        figure((Measure.processCPU() - cpuStart) / Double(spans) * 1e6, "µs CPU a span"),
        figure(times[times.count / 2] * 1000, "ms p50"),
        figure(times[times.count * 99 / 100] * 1000, "ms p99")
    )
}

/// For a folder in which there are no segments.
private struct NoSegments: SegmentInspector {
    func inspect(_ bytes: StoredBytes) throws(SegmentDamage) -> NewSegment {
        throw SegmentDamage(reason: "there should be none")
    }
}
