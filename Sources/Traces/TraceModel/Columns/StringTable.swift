/// The place of a string in a ``StringTable``; equal strings of one table have equal indexes.
package typealias StringIndex = UInt32

/// Distinct byte strings in one arena, in the order of their first appearance.
///
/// Index 0 is always the empty string. What decoders store as text is valid UTF-8; values of type bytes
/// share the arena and may be anything.
package struct StringTable: Sendable {
    private let strings: StringArena
    /// Strings added to a table that others hold, too, and with which this one shares the rest.
    private var added = StringArena()

    init(_ strings: StringArena) {
        self.strings = strings
    }

    /// This table with more strings behind its own, whether they are new or not.
    func appending(_ texts: StringArena) -> StringTable {
        var longer = self
        longer.added.append(texts)
        return longer
    }

    /// Number of strings, the empty one included.
    package var count: Int { strings.ends.count + added.ends.count - 1 }

    /// Bytes held by the texts and their offsets.
    package var byteCount: Int { strings.byteCount + added.byteCount }

    /// Where a string is: the arena, and the place in it.
    @inline(__always)
    private func place(of index: StringIndex) -> (arena: StringArena, index: Int) {
        let index = Int(index)
        let first = strings.ends.count
        // The first of those added is the empty one again.
        return index < first ? (strings, index) : (added, index - first + 1)
    }

    /// Whether every string is ASCII, and so valid UTF-8.
    ///
    /// - Complexity: O(bytes), eight at a time.
    package var isASCII: Bool {
        strings.isASCII && added.isASCII
    }

    /// The text at `index`, with invalid UTF-8 replaced.
    package subscript(index: StringIndex) -> String {
        withBytes(at: index) { String(decoding: $0, as: UTF8.self) }
    }

    /// Length in bytes of the string at `index`.
    package func length(of index: StringIndex) -> Int {
        let place = place(of: index)
        return place.arena.range(of: place.index).count
    }

    /// The bytes at `index`, copied.
    package func bytes(at index: StringIndex) -> [UInt8] { withBytes(at: index) { Array($0) } }

    /// Calls `body` with the bytes at `index`, uncopied.
    package func withBytes<Result>(
        at index: StringIndex,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let place = place(of: index)
        let range = place.arena.range(of: place.index)
        return place.arena.bytes.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[range]))
        }
    }

    /// Calls `body` with many strings end to end, where each of them ends, and the index of the first, which is an empty one; so often
    /// that all were among them.
    ///
    /// For looking through all of them at once.
    package func withArenas(
        _ body: (_ arena: UnsafeBufferPointer<UInt8>, _ ends: [Int], _ first: Int) -> Void
    ) {
        strings.bytes.withUnsafeBufferPointer { body($0, strings.ends, 0) }
        guard added.ends.count > 1 else { return }
        added.bytes.withUnsafeBufferPointer { body($0, added.ends, strings.ends.count - 1) }
    }

    /// The index of `text`, if it is in the table.
    ///
    /// - Complexity: O(strings), without a hash table: for a few look-ups per trace, not one per span.
    package func firstIndex(of text: String) -> StringIndex? {
        var text = text
        return text.withUTF8 { needle in
            var found: StringIndex?
            withArenas { arena, ends, first in
                guard found == nil else { return }
                found = ends.withUnsafeBufferPointer { Self.place(of: needle, arena, $0) }
                    .map { StringIndex(first + $0) }
            }
            return found
        }
    }

    /// The place of the first text of an arena that is `needle`.
    private static func place(
        of needle: UnsafeBufferPointer<UInt8>,
        _ arena: UnsafeBufferPointer<UInt8>,
        _ ends: UnsafeBufferPointer<Int>
    ) -> Int? {
        var start = 0
        for place in ends.indices {
            let end = ends[place]
            if end - start == needle.count,
                UnsafeBufferPointer(rebasing: arena[start..<end]).elementsEqual(needle)
            {
                return place
            }
            start = end
        }
        return nil
    }
}
