import Glibc

/// Collects distinct byte strings for a ``StringTable``.
///
/// An open-addressing hash table over one arena: a string already known costs a hash and a comparison, no
/// allocation. The hash is seeded per process, so that data from strangers cannot aim at collisions.
package struct StringInterner: ~Copyable {
    private var arena: [UInt8] = []
    private var ends: [Int] = [0]
    private var hashes: [UInt32] = [0]
    /// Index + 1 of the string in a slot, 0 if free; the count is a power of two.
    private var slots: [UInt32]
    private let seed: UInt64

    package init() {
        slots = Array(repeating: 0, count: 256)
        seed = SeededHash.processSeed
    }

    /// Number of distinct strings, the empty one included.
    package var count: Int { ends.count }

    /// Bytes held, without slack of the allocator.
    package var byteCount: Int {
        arena.count + ends.count * MemoryLayout<Int>.stride + (hashes.count + slots.count) * 4
    }

    /// The index of these bytes, given a new one if they were not seen before.
    ///
    /// - Complexity: O(bytes) on average.
    package mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> StringIndex {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return 0 }
        let hash = SeededHash.hash(of: UnsafeRawBufferPointer(bytes), seed: seed)
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if hashes[index] == tag && isEqual(index, base, bytes.count) {
                return StringIndex(index)
            }
            slot = (slot &+ 1) & mask
        }
        let index = ends.count
        precondition(index < Int(StringIndex.max), "more than 4 billion distinct strings")
        arena.append(contentsOf: bytes)
        ends.append(arena.count)
        hashes.append(tag)
        slots[slot] = UInt32(index + 1)
        if ends.count &* 2 > slots.count { grow() }
        return StringIndex(index)
    }

    /// The index of `text`.
    package mutating func intern(_ text: String) -> StringIndex {
        Array(text.utf8).withUnsafeBufferPointer { intern($0) }
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
    package consuming func finish() -> StringTable { StringTable(arena: arena, ends: ends) }

    /// A table of what was collected so far; collecting may go on.
    package func snapshot() -> StringTable { StringTable(arena: arena, ends: ends) }

    private func isEqual(_ index: Int, _ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let start = index == 0 ? 0 : ends[index - 1]
        guard ends[index] - start == count else { return false }
        return arena.withUnsafeBufferPointer { arena in
            guard let known = arena.baseAddress else { return count == 0 }
            return memcmp(known + start, base, count) == 0
        }
    }

    private mutating func grow() {
        let count = slots.count * 4
        let mask = count - 1
        var larger = [UInt32](repeating: 0, count: count)
        for index in 1..<ends.count {
            let hash = withBytes(at: StringIndex(index)) {
                SeededHash.hash(of: UnsafeRawBufferPointer($0), seed: seed)
            }
            var slot = Int(truncatingIfNeeded: hash) & mask
            while larger[slot] != 0 { slot = (slot &+ 1) & mask }
            larger[slot] = UInt32(index + 1)
        }
        slots = larger
    }
}
