import BackendWiring
import Commands
import Storage
import StorageFiles
import TraceModel

extension FolderReport {
    /// Reads the folder at `path`; with `checks`, all of it.
    ///
    /// Throws a ``FolderError``.
    init(_ path: String, checks: Bool) throws {
        let snapshot = try FolderSnapshot(of: path)
        let opened = Backend.storeOfSnapshot(
            snapshot,
            limits: StoreLimits(bytes: 512 << 20, traces: .max)
        )
        let counts = opened.store.counts
        self.init(folder: path)
        spans = counts.heldSpans
        traces = counts.heldTraces
        unsealedSpans = counts.storedSpans
        unsealedBatches = snapshot.records.count
        damage = opened.notes
        kept = snapshot.retention.map {
            KeptTraces(age: $0.age.map { $0.components.seconds * 1_000_000_000 }, bytes: $0.bytes)
        }
        var sizes: [Int] = []
        for kept in snapshot.segments {
            segments.append(
                Segment(
                    number: kept.number,
                    spans: kept.facts.spans,
                    traces: kept.facts.traces,
                    bytes: kept.row.byteCount,
                    madeAt: kept.row.madeAt,
                    earliest: kept.facts.earliest,
                    latest: kept.facts.latest,
                    checksum: kept.row.checksum
                )
            )
            do throws(SegmentDamage) {
                let parts = try SpanSegments().sizes(
                    of: kept.bytes,
                    verifying: checks,
                    checksum: kept.row.checksum
                )
                if sizes.isEmpty { columns = parts.map { Column(name: $0.name, bytes: 0) } }
                for (place, part) in parts.enumerated() { columns[place].bytes += part.bytes }
                sizes = parts.map(\.bytes)
            } catch {
                damage.append("segment \(kept.number) is damaged: \(error.reason)")
            }
        }
    }
}
