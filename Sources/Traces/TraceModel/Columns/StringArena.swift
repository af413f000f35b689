/// Byte strings end to end, the first of which is empty.
struct StringArena: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where string *i* ends, and string *i + 1* begins.
    private(set) var ends: [Int] = [0]

    init() {}

    init(bytes: [UInt8], ends: [Int]) {
        self.bytes = bytes
        self.ends = ends
    }

    var byteCount: Int { bytes.count + ends.count * MemoryLayout<Int>.stride }

    @inline(__always)
    func range(of index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    mutating func append(_ text: some Collection<UInt8>) {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }

    /// Appends the string that `write` appends.
    mutating func append(_ write: (inout [UInt8]) -> Void) {
        write(&bytes)
        ends.append(bytes.count)
    }

    /// Appends all strings of `other` but its first.
    mutating func append(_ other: StringArena) {
        guard ends.count > 1 else {
            self = other
            return
        }
        let start = bytes.count
        bytes += other.bytes
        ends.append(contentsOf: other.ends.dropFirst().lazy.map { $0 + start })
    }

    /// Whether every string is ASCII.
    ///
    /// - Complexity: O(bytes), eight at a time.
    var isASCII: Bool {
        bytes.withUnsafeBytes { bytes in
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
}
