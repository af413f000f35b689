import TraceModel

/// A text looked for in others, whatever the case: by ASCII letters, or by Unicode's lower-case mapping if
/// the text itself is not ASCII.
package struct TextNeedle: Sendable {
    /// Lower-case UTF-8.
    let bytes: [UInt8]
    let isASCII: Bool
    /// How far the window may move when this byte stands at its end (Horspool's search).
    private let skips: [Int]

    package init(_ text: some StringProtocol) {
        bytes = Array(text.lowercased().utf8)
        isASCII = bytes.allSatisfy { $0 < 0x80 }
        var skips = [Int](repeating: max(1, bytes.count), count: 256)
        for (index, byte) in bytes.dropLast().enumerated() {
            skips[Int(byte)] = bytes.count - 1 - index
            skips[Int(Self.upper(byte))] = bytes.count - 1 - index
        }
        self.skips = skips
    }

    /// Strings of the table that contain the needle; all of them if it is empty.
    ///
    /// - Complexity: O(bytes) at worst, about O(bytes / needle's length) as a rule.
    func strings(containingIn table: StringTable) -> BitSet {
        guard !bytes.isEmpty else { return .full(limit: table.count) }
        guard isASCII else { return strings(in: table) { isFound(in: $0) } }
        var found = BitSet(limit: table.count)
        table.withArenas { arena, ends, first in
            var string = 0
            var position = 0
            while let match = firstMatch(in: arena, from: position) {
                while ends[string] <= match { string += 1 }
                if match + bytes.count <= ends[string] {
                    found.insert(first + string)
                    position = ends[string]
                } else {
                    position = match + 1
                }
            }
        }
        return found
    }

    func strings(beginningWithIn table: StringTable) -> BitSet {
        strings(in: table) { isPlaced(in: $0, at: 0) }
    }

    func strings(endingWithIn table: StringTable) -> BitSet {
        strings(in: table) { isPlaced(in: $0, at: $0.count - bytes.count) }
    }

    /// Whether the needle stands in `text`.
    func isFound(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.isEmpty || firstMatch(in: text, from: 0) != nil
    }

    /// Whether the needle stands in a string of the table.
    func isFound(at index: StringIndex, in table: StringTable) -> Bool {
        table.withBytes(at: index) { isFound(inUTF8: $0) }
    }

    /// Strings for which `test` holds; it is given text in which only ASCII letters may be upper-case.
    private func strings(
        in table: StringTable,
        where test: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> BitSet {
        guard !bytes.isEmpty else { return .full(limit: table.count) }
        var found = BitSet(limit: table.count)
        for index in 0..<table.count {
            let matches = table.withBytes(at: StringIndex(index)) { text in
                guard !isASCII else { return test(text) }
                // ASCII in lower case is ASCII still, and such a needle is not.
                guard text.contains(where: { $0 >= 0x80 }) else { return false }
                var lower = String(decoding: text, as: UTF8.self).lowercased()
                return lower.withUTF8(test)
            }
            if matches { found.insert(index) }
        }
        return found
    }

    private func isPlaced(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        guard place >= 0 && place + bytes.count <= text.count else { return false }
        for (index, byte) in bytes.enumerated() where Self.lower(text[place + index]) != byte {
            return false
        }
        return true
    }

    private func firstMatch(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let count = bytes.count
        return skips.withUnsafeBufferPointer { skips in
            bytes.withUnsafeBufferPointer { needle in
                var place = start
                while place + count <= text.count {
                    var index = count - 1
                    while index >= 0 && Self.lower(text[place + index]) == needle[index] {
                        index -= 1
                    }
                    if index < 0 { return place }
                    place += skips[Int(text[place + count - 1])]
                }
                return nil
            }
        }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    private static func upper(_ byte: UInt8) -> UInt8 {
        byte &- 0x61 < 26 ? byte & 0xDF : byte
    }
}
