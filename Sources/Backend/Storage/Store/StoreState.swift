import TraceModel

/// What writers and readers of a ``SpanStore`` share.
struct StoreState {
    /// A closed block that is to be sealed, beside the block itself.
    struct Waiting {
        let listing: OperationCatalogue.Listing
        /// The last batch of the log that is whole in this block and those before it; nil if a batch goes on in the next.
        let sealsThrough: UInt64?
    }

    let isOnDisk: Bool
    var traces: TraceTable
    var catalogue: OperationCatalogue
    /// Which of the open block's operations are listed.
    var openListing = OperationCatalogue.Listing()
    var counts = StoreCounts()
    /// The queues of followers.
    var followers: [ArrivalQueueReference] = []
    /// The last batch of the log that is whole in the store.
    var lastSequence: UInt64 = 0
    /// Segments, oldest first.
    private(set) var segments: [StoredSegment] = []
    /// Closed blocks that are to be sealed, oldest first, and what belongs to each.
    private(set) var waiting: [Block] = []
    private var waitingDetails: [Waiting] = []
    /// Bytes of both, but for what is mapped.
    private var closedBytes = 0
    /// Bytes of segments that are mapped.
    private(set) var mappedBytes = 0
    /// The open block as it was after the last write, if it has rows.
    private(set) var open: Block?

    init(limits: StoreLimits, isOnDisk: Bool) {
        self.isOnDisk = isOnDisk
        traces = TraceTable(mostRecent: limits.rememberedTraces)
        catalogue = OperationCatalogue(
            mostOperations: limits.operations,
            mostPerService: limits.operationsPerService,
            mostBytes: limits.operationBytes
        )
    }

    var heldBytes: Int {
        closedBytes + (open?.heldBytes ?? 0) + traces.heldBytes + catalogue.heldBytes
    }

    var snapshot: Snapshot {
        Snapshot(
            parts: StoreParts(segments: segments, waiting: waiting, open: open),
            oldestOrdinal: traces.oldest,
            nextOrdinal: traces.next,
            settled: traces.settled,
            isOnDisk: isOnDisk
        )
    }

    /// Shows readers the open block as it is now.
    mutating func publish(open block: Block) { open = block.count > 0 ? block : nil }

    /// Takes the open block, which has stopped growing, as one that waits to be sealed.
    ///
    /// `isWithinBatch` says that the batch which is being written goes on in the next one.
    mutating func close(_ block: Block, isWithinBatch: Bool) {
        waiting.append(block)
        waitingDetails.append(
            Waiting(listing: openListing, sealsThrough: isWithinBatch ? nil : lastSequence)
        )
        openListing = OperationCatalogue.Listing()
        closedBytes += block.heldBytes
        open = nil
    }

    /// The blocks that are to be sealed next, all or none, and the last batch of the log that they hold.
    var nextToSeal: (blocks: [Block], through: UInt64)? {
        guard isOnDisk else { return waiting.first.map { ([$0], 0) } }
        guard let last = waitingDetails.firstIndex(where: { $0.sealsThrough != nil }),
            let through = waitingDetails[last].sealsThrough
        else { return nil }
        return (Array(waiting[...last]), through)
    }

    /// Puts the segments that the oldest blocks were sealed into in their place, unless these are gone.
    mutating func replaceOldest(_ blocks: [Block], by sealed: [SealedBlock]) {
        for (block, sealed) in zip(blocks, sealed) {
            guard waiting.first === block else { continue }
            let details = waitingDetails.removeFirst()
            waiting.removeFirst()
            closedBytes -= block.heldBytes
            add(
                StoredSegment(
                    segment: sealed.segment,
                    firstRow: block.firstRow,
                    number: sealed.number,
                    listing: details.listing,
                    tally: KeptTally(sealed.tally)
                )
            )
        }
        settle()
    }

    /// Begins behind segments that are in the folder.
    mutating func begin(behind adopted: AdoptedSegments) {
        var row: UInt64 = 0
        for (segment, number) in zip(adopted.segments, adopted.numbers) {
            var listing = OperationCatalogue.Listing()
            for place in 0..<segment.operationCount {
                let (service, operation) = segment.operation(at: place)
                catalogue.add(service: service, operation, in: &listing)
            }
            add(
                StoredSegment(
                    segment: segment,
                    firstRow: row,
                    number: number,
                    listing: listing,
                    tally: KeptTally()
                )
            )
            row += UInt64(segment.count)
        }
        let first = adopted.segments.first?.header.firstOrdinal ?? 0
        traces.begin(behind: first..<adopted.endOrdinal, count: adopted.traceCount)
        counts.foundSpans = snapshot.parts.reduce(0) { $0 + $1.spanCount(from: first) }
    }

    /// Adds a segment behind the others.
    mutating func add(_ segment: StoredSegment) {
        segments.append(segment)
        closedBytes += segment.heldBytes
        mappedBytes += segment.mappedBytes
        if isOnDisk, segments.count > Self.talliedSegments {
            segments[segments.count - Self.talliedSegments - 1].tally.dropDurations()
        }
    }

    /// Of how many of the newest segments durations are kept, which are some tens of kilobytes each; in memory, of all.
    private static let talliedSegments = 512

    /// How many of the newest segments have their traces in the table.
    private static let tabledSegments = 4

    /// Lets go of the table's entries of traces that are in older segments alone, where these are on disk.
    private mutating func settle() {
        guard isOnDisk, segments.count > Self.tabledSegments, let last = segments.last else {
            return
        }
        traces.settle(
            below: segments[segments.count - Self.tabledSegments].segment.header.firstOrdinal,
            sealedRows: last.firstRow + UInt64(last.segment.count)
        )
    }

    /// Drops the oldest traces until the limits hold, and returns parts that are not needed any more, to
    /// be freed outside the lock.
    ///
    /// On disk, time and bytes there decide what goes.
    mutating func evict(to limits: StoreLimits) -> [StorePart] {
        guard !isOnDisk else { return [] }
        if traces.count > limits.traces {
            drop(below: traces.next - UInt64(limits.traces))
        }
        var freed = freeParts()
        while heldBytes > limits.bytes, closedCount > 0 {
            drop(below: firstOrdinal(after: 0))
            freed += freeParts()
        }
        return freed
    }

    private mutating func drop(below ordinal: UInt64) {
        let dropped = traces.drop(below: ordinal)
        counts.evictedTraces += dropped.traces
        counts.evictedSpans += dropped.spans
    }

    /// Number of parts but for the open block.
    private var closedCount: Int { segments.count + waiting.count }

    private func closedPart(_ index: Int) -> StorePart {
        index < segments.count
            ? .segment(segments[index]) : .block(waiting[index - segments.count])
    }

    /// Removes the oldest parts, as long as every trace in them is evicted.
    private mutating func freeParts() -> [StorePart] {
        var count = 0
        while count < closedCount, firstOrdinal(after: count) <= traces.oldest { count += 1 }
        guard count > 0 else { return [] }
        let freed = (0..<count).map { closedPart($0) }
        for part in freed {
            switch part {
            case .segment: removeSegment(at: 0)
            case .block(let block):
                waiting.removeFirst()
                unlist(part, waitingDetails.removeFirst().listing)
                closedBytes -= block.heldBytes
            }
        }
        return freed
    }

    /// Takes out segments whose files are gone, and drops the traces that began in those before the first one that is left.
    ///
    /// - Returns: What is to be freed outside the lock.
    mutating func takeOut(_ numbers: Set<Int>) -> [StorePart] {
        let gone = segments.filter { $0.number.map { numbers.contains($0) } ?? false }
        guard !gone.isEmpty else { return [] }
        let rest = segments.first { stored in !gone.contains { $0.number == stored.number } }
        let oldest =
            rest?.segment.header.firstOrdinal ?? waiting.first?.firstOrdinal ?? open?.firstOrdinal
            ?? traces.next
        let parts = snapshot.parts
        let heldBefore = parts.reduce(0) { $0 + $1.spanCount(from: traces.oldest) }
        for stored in gone {
            traces.forget(tracesBegunIn: stored.segment)
            if let index = segments.firstIndex(where: { $0.number == stored.number }) {
                removeSegment(at: index)
            }
        }
        counts.evictedTraces += traces.drop(below: oldest).traces
        let held = snapshot.parts.reduce(0) { $0 + $1.spanCount(from: traces.oldest) }
        counts.evictedSpans += heldBefore - held
        return gone.map { .segment($0) }
    }

    private mutating func removeSegment(at index: Int) {
        let stored = segments.remove(at: index)
        closedBytes -= stored.heldBytes
        mappedBytes -= stored.mappedBytes
        unlist(.segment(stored), stored.listing)
    }

    private mutating func unlist(_ part: StorePart, _ listing: OperationCatalogue.Listing) {
        for place in 0..<part.operationCount {
            let (service, operation) = part.operation(at: place)
            catalogue.remove(service: service, operation, at: place, in: listing)
        }
    }

    /// Traces that begin in a part or before it have ordinals below this.
    private func firstOrdinal(after index: Int) -> UInt64 {
        if index + 1 < closedCount { return closedPart(index + 1).firstOrdinal }
        return open?.firstOrdinal ?? traces.next
    }
}

/// What a block was sealed into.
struct SealedBlock {
    let segment: Segment
    /// Its number in the folder; nil in memory.
    let number: Int?
    let tally: SegmentTally
}
