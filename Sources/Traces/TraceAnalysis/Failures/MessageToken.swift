/// Something at one place of a message that is one value although it is made of several words and signs.
///
/// Found are times in ISO 8601, addresses of IPv6 and of network cards, numbers with a sign, separators of thousands or an exponent, and base64
/// with its padding.
struct MessageToken {
    let placeholder: String
    /// Behind its last byte.
    let end: Int

    /// - Parameters:
    ///   - line: The message.
    ///   - place: Where no word goes on from before.
    /// - Complexity: O(bytes of the token).
    init?(_ line: [UInt8], at place: Int) {
        let found: (String, Int?)? = [
            ("<n>", Self.endOfTime(line, place)),
            ("<n>", Self.endOfIPv6(line, place)),
            ("<hex>", Self.endOfCardAddress(line, place)),
            ("<n>", Self.endOfNumber(line, place)),
            ("<id>", Self.endOfBase64(line, place)),
        ].first { $0.1 != nil }
        guard let found, let end = found.1 else { return nil }
        placeholder = found.0
        self.end = end
    }

    /// Whether it is `1st`, `2nd`, `3rd` or `14th`.
    static func isOrdinal(_ word: ArraySlice<UInt8>) -> Bool {
        word.count > 2 && word.dropLast(2).allSatisfy(MessagePiece.isDigit)
            && ["st", "nd", "rd", "th"].contains { word.suffix(2).elementsEqual($0.utf8) }
    }

    /// `2026-11-30T12:00:01.123Z`, with or without seconds, fraction and zone.
    private static func endOfTime(_ line: [UInt8], _ place: Int) -> Int? {
        var end = place
        func digits(_ count: Int) -> Bool {
            guard end + count <= line.count,
                line[end..<end + count].allSatisfy(MessagePiece.isDigit)
            else { return false }
            end += count
            return true
        }
        func sign(_ signs: String) -> Bool {
            guard end < line.count, signs.utf8.contains(line[end]) else { return false }
            end += 1
            return true
        }
        guard digits(4), sign("-"), digits(2), sign("-"), digits(2), sign("T"), digits(2),
            sign(":"),
            digits(2)
        else { return nil }
        if sign(":") { guard digits(2) else { return nil } }
        if sign(".,") { while digits(1) {} }
        let afterTime = end
        if sign("Z") { return isEnd(line, end) ? end : nil }
        if sign("+-"), digits(2) {
            _ = sign(":")
            if digits(2), isEnd(line, end) { return end }
        }
        return isEnd(line, afterTime) ? afterTime : nil
    }

    /// Groups of up to four hexadecimal digits between colons, eight of them or `::`, and a digit among them.
    private static func endOfIPv6(_ line: [UInt8], _ place: Int) -> Int? {
        let end =
            line[place...].firstIndex { $0 != 0x3A && !MessagePiece.isHexDigit($0) } ?? line.count
        let text = line[place..<end]
        guard text.count >= 3, isEnd(line, end), text.contains(where: MessagePiece.isDigit) else {
            return nil
        }
        let groups = text.split(separator: 0x3A, omittingEmptySubsequences: false)
        guard groups.allSatisfy({ $0.count <= 4 }), (3...9).contains(groups.count) else {
            return nil
        }
        let gaps = groups.dropFirst().dropLast().count { $0.isEmpty }
        let isWhole = groups.count == 8 && groups.allSatisfy { !$0.isEmpty }
        return isWhole || gaps >= 1 ? end : nil
    }

    /// Six pairs of hexadecimal digits.
    private static func endOfCardAddress(_ line: [UInt8], _ place: Int) -> Int? {
        let end = place + 17
        guard end <= line.count, isEnd(line, end) else { return nil }
        for (index, byte) in line[place..<end].enumerated() {
            let isRight = index % 3 == 2 ? byte == 0x3A : MessagePiece.isHexDigit(byte)
            guard isRight else { return nil }
        }
        return end
    }

    /// A number that no word goes on from.
    private static func endOfNumber(_ line: [UInt8], _ place: Int) -> Int? {
        var end = place
        if end < line.count, line[end] == 0x2B || line[end] == 0x2D { end += 1 }
        let start = end
        func skipDigits() -> Bool {
            let stop = line[end...].firstIndex { !MessagePiece.isDigit($0) } ?? line.count
            defer { end = stop }
            return stop > end
        }
        let hasWhole = skipDigits()
        // A point or comma, a colon as in times and ports, or an apostrophe or _ before three digits.
        while end + 1 < line.count, MessagePiece.isDigit(line[end + 1]) {
            switch line[end] {
            case 0x2E: break
            case 0x2C, 0x3A: guard hasWhole else { return nil }
            case 0x27, 0x5F:
                let group = line[(end + 1)...].prefix(4)
                guard hasWhole, group.prefix(3).count == 3,
                    group.prefix(3).allSatisfy(MessagePiece.isDigit),
                    group.count < 4 || !MessagePiece.isDigit(group[end + 4])
                else { return nil }
            default: return nil
            }
            end += 1
            _ = skipDigits()
        }
        guard end > start else { return nil }
        if end + 1 < line.count, line[end] | 0x20 == 0x65 {
            let mantissa = end
            end += 1
            if line[end] == 0x2B || line[end] == 0x2D { end += 1 }
            if end >= line.count || !skipDigits() { end = mantissa }
        }
        return isEnd(line, end) ? end : nil
    }

    /// Sixteen characters or more in groups of four, with `=` at the end.
    private static func endOfBase64(_ line: [UInt8], _ place: Int) -> Int? {
        let end = line[place...].firstIndex { !isBase64($0) } ?? line.count
        let padding = line[end...].prefix { $0 == 0x3D }.count
        let length = end - place + padding
        return length >= 16 && length % 4 == 0 && (1...2).contains(padding) ? end + padding : nil
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        isWord(byte) || byte == 0x2B || byte == 0x2F
    }

    /// Whether no word goes on at `end`.
    private static func isEnd(_ line: [UInt8], _ end: Int) -> Bool {
        guard end < line.count else { return true }
        return !isWord(line[end]) && line[end] != 0x2D && line[end] != 0x5F
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        MessagePiece.isDigit(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
}
