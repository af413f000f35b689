import Glibc
import TraceModel

/// Which encoded `KeyValue` messages of a body have been read already, and as what.
///
/// Instrumentation writes the same attributes again and again. One hash over the encoded bytes finds most of
/// them at once, so that only new ones are split into key and value. The bytes are not copied: entries
/// point into the body.
struct KeyValueTable: ~Copyable {
    private struct Entry {
        var offset: UInt32
        var length: UInt32
        var hash: UInt32
        var attribute: AttributeIndex
    }

    private var entries: [Entry] = []
    /// Index + 1 of the entry in a slot, 0 if free; the count is a power of two.
    private var slots: [UInt32]
    private let base: UnsafeRawPointer
    private let seed = SeededHash.processSeed

    /// Where a message is, or belongs.
    struct Place {
        fileprivate var slot: Int
        fileprivate var hash: UInt32
        let range: Range<Int>
        /// The attribute, if the same bytes came before.
        var known: AttributeIndex?
    }

    /// A table over the body at `base`, which must outlive it.
    init(over base: UnsafeRawPointer) {
        self.base = base
        slots = Array(repeating: 0, count: 1024)
    }

    @inline(__always)
    func place(of range: Range<Int>) -> Place {
        let bytes = UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
        let full = SeededHash.hash(of: bytes, seed: seed)
        let hash = UInt32(truncatingIfNeeded: full >> 32)
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) &- 1]
            if entry.hash == hash && Int(entry.length) == range.count
                && memcmp(base + Int(entry.offset), base + range.lowerBound, range.count) == 0
            {
                return Place(slot: slot, hash: hash, range: range, known: entry.attribute)
            }
            slot = (slot &+ 1) & mask
        }
        return Place(slot: slot, hash: hash, range: range, known: nil)
    }

    /// Remembers what stands at a place that ``place(of:)`` found free; nothing may come between the two.
    mutating func insert(_ attribute: AttributeIndex, at place: Place) {
        entries.append(
            Entry(
                offset: UInt32(truncatingIfNeeded: place.range.lowerBound),
                length: UInt32(truncatingIfNeeded: place.range.count),
                hash: place.hash,
                attribute: attribute
            )
        )
        slots[place.slot] = UInt32(entries.count)
        if entries.count &* 2 > slots.count { grow() }
    }

    private mutating func grow() {
        var larger = [UInt32](repeating: 0, count: slots.count * 4)
        let mask = larger.count - 1
        for (index, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & mask
            while larger[slot] != 0 { slot = (slot &+ 1) & mask }
            larger[slot] = UInt32(index + 1)
        }
        slots = larger
    }
}
