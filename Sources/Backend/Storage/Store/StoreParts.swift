/// The parts of a store at one moment, oldest first: segments, then the blocks of the head.
struct StoreParts: RandomAccessCollection, Sendable {
    let segments: [StoredSegment]
    /// Closed blocks that are to be sealed.
    let waiting: [Block]
    /// The open block, if it has rows.
    let open: Block?

    var startIndex: Int { 0 }
    var endIndex: Int { segments.count + waiting.count + (open == nil ? 0 : 1) }

    subscript(index: Int) -> StorePart {
        if index < segments.count { return .segment(segments[index]) }
        let place = index - segments.count
        if place < waiting.count { return .block(waiting[place]) }
        guard let open else { preconditionFailure("there are \(endIndex) parts") }
        return .block(open)
    }
}
