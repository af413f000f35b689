import Glibc
import TraceModel

/// The distinct byte strings of the block being written, in one arena; index 0 is the empty one.
struct BlockStrings: ~Copyable {
    private var arena = GrowingColumn<UInt8>(capacity: 4096)
    private var ends = GrowingColumn<UInt32>()
    private var slots = HashSlots()

    init() {
        ends.append(0)
    }

    var count: Int { ends.count }

    /// Bytes of text and its offsets, without slack.
    var usedBytes: Int { arena.count + ends.count * 4 }

    var heldTableBytes: Int { slots.heldBytes }

    /// The index of these bytes, given a new one if they were not seen before.
    ///
    /// The arena of a block stays far below 4 GiB: blocks are closed by size.
    mutating func intern(_ bytes: UnsafeRawBufferPointer) -> StringIndex {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return 0 }
        let hash = SeededHash.hash(of: bytes, seed: slots.seed)
        var probe = slots.probe(hash)
        while let index = slots.candidate(&probe) {
            let range = range(of: index)
            let isEqual = arena.withValues(range) { known in
                guard known.count == bytes.count, let start = known.baseAddress else {
                    return false
                }
                return memcmp(start, base, bytes.count) == 0
            }
            if isEqual { return StringIndex(index) }
        }
        let index = ends.count
        arena.append(contentsOf: bytes.assumingMemoryBound(to: UInt8.self))
        ends.append(UInt32(arena.count))
        slots.insert(index, at: probe)
        return StringIndex(index)
    }

    mutating func intern(_ text: StaticString) -> StringIndex {
        intern(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func text(at index: StringIndex) -> String {
        arena.withValues(range(of: Int(index))) { String(decoding: $0, as: UTF8.self) }
    }

    func length(at index: StringIndex) -> Int { range(of: Int(index)).count }

    func view() -> StringsView { StringsView(arena: arena.view(), ends: ends.view()) }

    private func range(of index: Int) -> Range<Int> {
        index == 0 ? 0..<0 : Int(ends[index - 1])..<Int(ends[index])
    }
}

/// The strings of a block as readers see them.
struct StringsView: Sendable {
    let arena: ColumnView<UInt8>
    let ends: ColumnView<UInt32>

    var count: Int { ends.count }
    var heldBytes: Int { arena.heldBytes + ends.heldBytes }

    @inline(__always)
    func withBytes<Result>(
        at index: StringIndex,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let index = Int(index)
        let range = index == 0 ? 0..<0 : Int(ends[index - 1])..<Int(ends[index])
        return arena.withValues(range, body)
    }

    func text(at index: StringIndex) -> String {
        withBytes(at: index) { String(decoding: $0, as: UTF8.self) }
    }

    /// The index of `text`, if it is there.
    ///
    /// - Complexity: O(distinct strings), comparing lengths first.
    func firstIndex(of text: String) -> StringIndex? {
        let needle = Array(text.utf8)
        return ends.withValues { ends in
            arena.withValues { arena in
                var start = 0
                for index in 0..<ends.count {
                    let end = Int(ends[index])
                    if end &- start == needle.count
                        && arena[start..<end].elementsEqual(needle)
                    {
                        return StringIndex(index)
                    }
                    start = end
                }
                return nil
            }
        }
    }
}
