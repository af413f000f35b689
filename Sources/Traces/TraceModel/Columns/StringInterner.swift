import Glibc

/// Collects distinct byte strings for a ``StringTable``.
///
/// An open-addressing hash table over one arena: a string already known costs a hash and a comparison, no
/// allocation. The hash is seeded per process, so that data from strangers cannot aim at collisions.
package struct StringInterner: ~Copyable {
    private var arena: [UInt8] = []
    private var ends: [Int] = [0]
    /// Of the string in a slot, index + 1 above its hash, 0 if free; the count is a power of two.
    ///
    /// With the hash beside it, a string that is new is known to be so without a look at others.
    private var slots: [UInt64]
    private let seed: UInt64

    package init() {
        slots = Array(repeating: 0, count: 256)
        seed = SeededHash.processSeed
    }

    /// Number of distinct strings, the empty one included.
    package var count: Int { ends.count }

    /// Bytes held, without slack of the allocator.
    package var byteCount: Int {
        arena.count + ends.count * MemoryLayout<Int>.stride
            + slots.count * MemoryLayout<UInt64>.stride
    }

    /// The index of these bytes, given a new one if they were not seen before.
    ///
    /// - Complexity: O(bytes) on average.
    package mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> StringIndex {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return 0 }
        let hash = SeededHash.hash(of: UnsafeRawBufferPointer(bytes), seed: seed)
        return intern(base, bytes.count, hash: UInt32(truncatingIfNeeded: hash))
    }

    /// The index of `text`.
    package mutating func intern(_ text: String) -> StringIndex {
        Array(text.utf8).withUnsafeBufferPointer { intern($0) }
    }

    /// The index here of each string of `other`, given new ones in the order of `other` if they were not seen before.
    package mutating func intern(allOf other: borrowing StringInterner) -> [StringIndex] {
        var hashes = [UInt32](repeating: 0, count: other.count)
        for entry in other.slots where entry != 0 {
            hashes[Int(entry >> 32) - 1] = UInt32(truncatingIfNeeded: entry)
        }
        // One after the other, what is far away in memory would be waited for each time; here the reads overlap.
        let mask = slots.count - 1
        let entries = hashes.map { slots[Int($0) & mask] }
        var indexes: [StringIndex] = [0]
        indexes.reserveCapacity(other.count)
        other.arena.withUnsafeBufferPointer { arena in
            guard let base = arena.baseAddress else { return }
            for index in 1..<other.ends.count {
                let start = other.ends[index - 1]
                let length = other.ends[index] - start
                let known = Int(entries[index] >> 32) - 1
                if UInt32(truncatingIfNeeded: entries[index]) == hashes[index], known >= 0,
                    isEqual(known, base + start, length)
                {
                    indexes.append(StringIndex(known))
                } else {
                    indexes.append(intern(base + start, length, hash: hashes[index]))
                }
            }
        }
        return indexes
    }

    @inline(__always)
    private mutating func intern(
        _ base: UnsafePointer<UInt8>,
        _ count: Int,
        hash: UInt32
    ) -> StringIndex {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let entry = slots[slot]
            let index = Int(entry >> 32) - 1
            if UInt32(truncatingIfNeeded: entry) == hash && isEqual(index, base, count) {
                return StringIndex(index)
            }
            slot = (slot &+ 1) & mask
        }
        return append(base, count, hash: hash, inSlot: slot)
    }

    private mutating func append(
        _ base: UnsafePointer<UInt8>,
        _ count: Int,
        hash: UInt32,
        inSlot slot: Int
    ) -> StringIndex {
        let index = ends.count
        precondition(index < Int(StringIndex.max), "more than 4 billion distinct strings")
        arena.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
        ends.append(arena.count)
        slots[slot] = UInt64(index + 1) << 32 | UInt64(hash)
        if ends.count &* 4 > slots.count &* 3 { grow() }
        return StringIndex(index)
    }

    /// Calls `body` with the bytes at `index`, uncopied.
    package func withBytes<Result>(
        at index: StringIndex,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let index = Int(index)
        let range = (index == 0 ? 0 : ends[index - 1])..<ends[index]
        return arena.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// The text at `index`, with invalid UTF-8 replaced.
    package func text(at index: StringIndex) -> String {
        withBytes(at: index) { String(decoding: $0, as: UTF8.self) }
    }

    /// Ends collecting.
    package consuming func finish() -> StringTable { snapshot() }

    /// A table of what was collected so far; collecting may go on.
    package func snapshot() -> StringTable {
        StringTable(StringArena(bytes: arena, ends: ends))
    }

    @inline(__always)
    private func isEqual(_ index: Int, _ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let start = index == 0 ? 0 : ends[index - 1]
        guard ends[index] - start == count else { return false }
        return arena.withUnsafeBufferPointer { arena in
            guard let known = arena.baseAddress else { return count == 0 }
            return Self.areEqual(known + start, base, count)
        }
    }

    /// As `memcmp`, but most texts are too short for a call to be worth it.
    @inline(__always)
    private static func areEqual(
        _ left: UnsafePointer<UInt8>,
        _ right: UnsafePointer<UInt8>,
        _ count: Int
    ) -> Bool {
        if count > 32 { return memcmp(left, right, count) == 0 }
        guard count >= 8 else {
            var at = 0
            while at < count, left[at] == right[at] { at &+= 1 }
            return at == count
        }
        var difference = word(left, count &- 8) ^ word(right, count &- 8)
        var at = 0
        while at < count &- 8 {
            difference |= word(left, at) ^ word(right, at)
            at &+= 8
        }
        return difference == 0
    }

    @inline(__always)
    private static func word(_ base: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
        UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        for entry in slots where entry != 0 {
            var slot = Int(UInt32(truncatingIfNeeded: entry)) & mask
            while larger[slot] != 0 { slot = (slot &+ 1) & mask }
            larger[slot] = entry
        }
        slots = larger
    }
}
