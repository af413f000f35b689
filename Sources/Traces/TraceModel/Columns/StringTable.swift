/// The place of a string in a ``StringTable``; equal strings of one table have equal indexes.
package typealias StringIndex = UInt32

/// Distinct byte strings in one arena, in the order of their first appearance.
///
/// Index 0 is always the empty string. What decoders store as text is valid UTF-8; values of type bytes
/// share the arena and may be anything.
package struct StringTable: Sendable {
    private let arena: [UInt8]
    /// Where string *i* ends, and string *i + 1* begins.
    private let ends: [Int]

    init(arena: [UInt8], ends: [Int]) {
        self.arena = arena
        self.ends = ends
    }

    /// This table with more strings behind its own, whether they are new or not.
    func appending(_ texts: [[UInt8]]) -> StringTable {
        guard !texts.isEmpty else { return self }
        var arena = arena
        var ends = ends
        for text in texts {
            arena += text
            ends.append(arena.count)
        }
        return StringTable(arena: arena, ends: ends)
    }

    /// Number of distinct strings, the empty one included.
    package var count: Int { ends.count }

    /// Bytes held by the arena and its offsets.
    package var byteCount: Int { arena.count + ends.count * MemoryLayout<Int>.stride }

    /// Whether every string is ASCII, and so valid UTF-8.
    ///
    /// - Complexity: O(bytes), eight at a time.
    package var isASCII: Bool {
        arena.withUnsafeBytes { bytes in
            var offset = 0
            var high: UInt64 = 0
            while offset &+ 8 <= bytes.count {
                high |= bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                offset &+= 8
            }
            while offset < bytes.count {
                high |= UInt64(bytes[offset])
                offset &+= 1
            }
            return high & 0x8080_8080_8080_8080 == 0
        }
    }

    private func range(of index: StringIndex) -> Range<Int> {
        let index = Int(index)
        return (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// The text at `index`, with invalid UTF-8 replaced.
    package subscript(index: StringIndex) -> String {
        String(decoding: arena[range(of: index)], as: UTF8.self)
    }

    /// Length in bytes of the string at `index`.
    package func length(of index: StringIndex) -> Int { range(of: index).count }

    /// The bytes at `index`, copied.
    package func bytes(at index: StringIndex) -> [UInt8] { Array(arena[range(of: index)]) }

    /// Calls `body` with the bytes at `index`, uncopied.
    package func withBytes<Result>(
        at index: StringIndex,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let range = range(of: index)
        return arena.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Calls `body` with all strings end to end, and where each of them ends.
    ///
    /// For looking through all of them at once.
    package func withArena<Result>(
        _ body: (_ arena: UnsafeBufferPointer<UInt8>, _ ends: [Int]) -> Result
    ) -> Result {
        arena.withUnsafeBufferPointer { body($0, ends) }
    }

    /// The index of `text`, if it is in the table.
    ///
    /// - Complexity: O(strings), without a hash table: for a few look-ups per trace, not one per span.
    package func firstIndex(of text: String) -> StringIndex? {
        let needle = Array(text.utf8)
        return (0..<StringIndex(count)).first { index in
            length(of: index) == needle.count && withBytes(at: index) { $0.elementsEqual(needle) }
        }
    }
}
