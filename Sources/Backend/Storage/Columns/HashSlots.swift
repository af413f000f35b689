import TraceModel

/// The slots of an open-addressing hash table whose entries stand elsewhere, in the order they came.
///
/// A slot holds the index + 1 of an entry and half of its hash, so that few entries are
/// compared in vain, and growing does not look at any.
struct HashSlots: ~Copyable {
    /// The position of a search.
    struct Probe {
        fileprivate var slot: Int
        fileprivate let hash: UInt32
    }

    private struct Slot {
        var entry: UInt32 = 0
        var hash: UInt32 = 0
    }

    private var slots: [Slot]
    private var count = 0
    let seed = SeededHash.processSeed

    init(capacity: Int = 256) { slots = Array(repeating: Slot(), count: capacity) }

    var heldBytes: Int { slots.count * MemoryLayout<Slot>.stride }

    /// Begins a search for an entry of this hash.
    @inline(__always)
    func probe(_ hash: UInt64) -> Probe {
        let low = UInt32(truncatingIfNeeded: hash)
        return Probe(slot: Int(low) & (slots.count &- 1), hash: low)
    }

    /// The next entry that may be equal, or nil when there is none; the probe then is at a free slot.
    @inline(__always)
    func candidate(_ probe: inout Probe) -> Int? {
        let mask = slots.count &- 1
        while true {
            let slot = slots[probe.slot]
            if slot.entry == 0 { return nil }
            probe.slot = (probe.slot &+ 1) & mask
            if slot.hash == probe.hash { return Int(slot.entry) &- 1 }
        }
    }

    /// Puts `entry` where an unsuccessful search ended.
    mutating func insert(_ entry: Int, at probe: Probe) {
        slots[probe.slot] = Slot(entry: UInt32(entry + 1), hash: probe.hash)
        count += 1
        if count &* 2 > slots.count { grow() }
    }

    private mutating func grow() {
        var larger = [Slot](repeating: Slot(), count: slots.count * 4)
        let mask = larger.count - 1
        for slot in slots where slot.entry != 0 {
            var place = Int(slot.hash) & mask
            while larger[place].entry != 0 { place = (place &+ 1) & mask }
            larger[place] = slot
        }
        slots = larger
    }
}
