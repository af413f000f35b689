import TraceModel

/// Distinct short lists of numbers of the block being written: resources, operations and the like.
struct WordLists: ~Copyable {
    private var words = GrowingColumn<UInt32>()
    private var ends = GrowingColumn<UInt32>()
    private var slots = HashSlots(capacity: 64)

    var count: Int { ends.count }
    var usedBytes: Int { (words.count + ends.count) * 4 }

    /// The index of a list, and whether it is new.
    mutating func intern(_ list: UnsafeBufferPointer<UInt32>) -> (index: Int, isNew: Bool) {
        let hash = SeededHash.hash(of: UnsafeRawBufferPointer(list), seed: slots.seed)
        var probe = slots.probe(hash)
        while let index = slots.candidate(&probe) {
            let start = index == 0 ? 0 : Int(ends[index - 1])
            let isEqual = words.withValues(start..<Int(ends[index])) { $0.elementsEqual(list) }
            if isEqual { return (index, false) }
        }
        let index = ends.count
        words.append(contentsOf: list)
        ends.append(UInt32(words.count))
        slots.insert(index, at: probe)
        return (index, true)
    }

    func view() -> WordListsView { WordListsView(words: words.view(), ends: ends.view()) }
}

/// The lists of a block as readers see them.
struct WordListsView: Sendable {
    let words: ColumnView<UInt32>
    let ends: ColumnView<UInt32>

    var count: Int { ends.count }
    var heldBytes: Int { words.heldBytes + ends.heldBytes }

    /// The list at `index`.
    func list(at index: Int) -> [UInt32] {
        words.withValues(range(at: index)) { Array($0) }
    }

    func word(_ place: Int, ofList index: Int) -> UInt32 {
        words[range(at: index).lowerBound + place]
    }

    private func range(at index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }
}
