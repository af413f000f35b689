/// The name of a segment's file: its number, and through which sequence the log is sealed when it is there.
struct SegmentFileName: Equatable {
    private static let ending = ".segment"
    private static let digits = 10

    let number: Int
    let sealedThrough: UInt64

    init(number: Int, sealedThrough: UInt64) {
        self.number = number
        self.sealedThrough = sealedThrough
    }

    /// Reads a name; nil for other files.
    init?(_ name: String) {
        guard name.hasSuffix(Self.ending) else { return nil }
        let parts = name.dropLast(Self.ending.count).split(
            separator: "-",
            omittingEmptySubsequences: false
        )
        guard parts.count == 2,
            parts.allSatisfy({ part in part.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let number = Int(parts[0]), let sealed = UInt64(parts[1]),
            sealed <= LogRecord.mostSequence
        else { return nil }
        self.init(number: number, sealedThrough: sealed)
    }

    var name: String {
        "\(Self.padded(String(number)))-\(Self.padded(String(sealedThrough)))\(Self.ending)"
    }

    private static func padded(_ text: String) -> String {
        String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
