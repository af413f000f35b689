import TraceModel

/// What a store held at one moment.
struct Snapshot: Sendable {
    let parts: StoreParts
    /// Rows of traces below this ordinal are evicted, although they may still be in a part.
    let oldestOrdinal: UInt64
    let nextOrdinal: UInt64
    /// Ordinals of traces that only the segments know.
    let settled: Range<UInt64>
    let isOnDisk: Bool

    /// Gathers traces into columns of their own.
    struct Gatherer: ~Copyable {
        private let snapshot: Snapshot
        private var builder = TraceBuilder()
        private var blocks: [Int: BlockCopy] = [:]
        private var segments: [Int: SegmentCopy] = [:]

        init(_ snapshot: Snapshot) { self.snapshot = snapshot }

        /// Number of spans that were appended.
        var spanCount: Int { builder.spanCount }
        /// Bytes of what was appended.
        var byteCount: Int { builder.byteCount }

        /// Appends spans of trace `id` by their numbers within a place, until all that was appended takes so many bytes; returns how
        /// many it appended, at least one.
        ///
        /// - Complexity: O(bytes of the spans).
        mutating func append(
            _ numbers: Range<Int>,
            of place: TracePlace,
            _ id: TraceID,
            upTo bytes: Int = .max
        ) -> Int {
            let numbers = numbers.clamped(to: 0..<place.count)
            switch place {
            case .rows(let rows, let part):
                guard case .block(let block) = snapshot.parts[part] else { return 0 }
                var copy = blocks.removeValue(forKey: part) ?? BlockCopy(block)
                defer { blocks[part] = copy }
                var count = 0
                for number in numbers {
                    copy.append(rows[number], of: id, to: &builder)
                    count += 1
                    if bytes < .max, builder.byteCount >= bytes { break }
                }
                return count
            case .trace(let place, let part, _):
                guard case .segment(let stored) = snapshot.parts[part] else { return 0 }
                var copy = segments.removeValue(forKey: part) ?? SegmentCopy(stored.segment)
                defer { segments[part] = copy }
                return copy.append(numbers, ofTraceAt: place, to: &builder, upTo: bytes)
            }
        }

        /// Appends the spans of a trace, in the order they were received.
        ///
        /// - Complexity: O(its spans), wherever they stand.
        mutating func append(_ record: TraceTable.Record) {
            for place in snapshot.places(of: record) {
                _ = append(0..<place.count, of: place, record.id)
            }
            if record.isContinued { warnOfDeletedSpans(of: record.id) }
        }

        /// Adds to a trace of which spans were appended that earlier ones are missing, and why.
        mutating func warnOfDeletedSpans(of id: TraceID) {
            let text = builder.strings.intern(snapshot.missingSpans)
            builder.addWarnings([text], toTrace: id)
        }

        /// The traces in the order they were appended.
        consuming func finish() -> [Trace] { builder.finish() }
    }

    /// What is said of a trace of which earlier spans are gone.
    var missingSpans: String {
        isOnDisk
            ? "earlier spans of this trace are gone: their time was over, or what held them was damaged"
            : "earlier spans of this trace were deleted to make room for newer traces; keep more with --memory"
    }
}
