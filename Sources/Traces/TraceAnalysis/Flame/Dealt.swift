/// Things in piles, in two flat arrays.
struct Dealt: Sendable {
    /// Pile *i* are those from `offsets[i]` up to `offsets[i + 1]`.
    private let offsets: [Int32]
    private let list: [Int32]

    /// Deals `things` in their order; those without pile, below zero, are left out.
    init(_ things: [Int32], into count: Int, pile: (Int32) -> Int32) {
        var offsets = [Int32](repeating: 0, count: count + 1)
        var total = 0
        for thing in things where pile(thing) >= 0 {
            offsets[Int(pile(thing)) + 1] += 1
            total += 1
        }
        for pile in 0..<count { offsets[pile + 1] += offsets[pile] }
        var next = offsets
        var list = [Int32](repeating: 0, count: total)
        for thing in things {
            let pile = Int(pile(thing))
            guard pile >= 0 else { continue }
            list[Int(next[pile])] = thing
            next[pile] += 1
        }
        self.init(offsets: offsets, list: list)
    }

    private init(offsets: [Int32], list: [Int32]) {
        self.offsets = offsets
        self.list = list
    }

    /// Number of piles.
    var count: Int { offsets.count - 1 }

    subscript(pile: Int) -> ArraySlice<Int32> {
        list[Int(offsets[pile])..<Int(offsets[pile + 1])]
    }

    /// The same piles of other things.
    func mapped(_ change: (Int32) -> Int32) -> Dealt {
        Dealt(offsets: offsets, list: list.map(change))
    }
}
