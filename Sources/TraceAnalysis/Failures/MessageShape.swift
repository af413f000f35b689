/// What messages that differ only in their numbers, ids and quoted values have in common.
///
/// Of the first line that is not blank: a UUID becomes `<uuid>`, hexadecimal of eight digits or more and `0x…`
/// become `<hex>`, other long mixtures of letters and digits `<id>`, digits, addresses and times `<n>`, and what
/// stands in quotes `<text>`. Blanks become one. A shape is its own shape.
package enum MessageShape {
    /// Bytes of a message that are looked at: a longer one is told apart by its beginning.
    package static let longest = 512

    /// - Complexity: O(bytes looked at).
    package static func of(_ message: String) -> String {
        var scanner = ShapeScanner(firstLine(of: message))
        return scanner.scan()
    }

    /// The first line with something on it, cut between characters.
    private static func firstLine(of message: String) -> [UInt8] {
        let bytes = message.utf8.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        var line = Array(bytes.prefix { $0 != 0x0A && $0 != 0x0D }.prefix(longest))
        guard line.count == longest else { return line }
        // A character that was cut open goes altogether.
        while let last = line.last, last & 0xC0 == 0x80 { line.removeLast() }
        if let last = line.last, last >= 0x80 { line.removeLast() }
        return line
    }
}

/// Walks over one line and writes its shape.
private struct ShapeScanner {
    private let line: [UInt8]
    private var place = 0
    private var shape: [UInt8] = []
    /// What was written last is part of a word, so that a quote after it is an apostrophe.
    private var isInWord = false

    private static let placeholders = ["<n>", "<hex>", "<id>", "<text>", "<uuid>"].map {
        Array($0.utf8)
    }
    private static let groups = [8, 4, 4, 4, 12]

    init(_ line: [UInt8]) {
        self.line = line
        shape.reserveCapacity(line.count)
    }

    mutating func scan() -> String {
        while place < line.count {
            let byte = line[place]
            if byte == 0x20 || byte == 0x09 {
                if shape.last != 0x20 { shape.append(0x20) }
                isInWord = false
                place += 1
            } else if Self.isWord(byte) {
                scanWord()
            } else if let known = Self.placeholders.first(where: { line[place...].starts(with: $0) }
            ) {
                shape += known
                isInWord = true
                place += known.count
            } else if !isInWord, let end = endOfQuote(byte) {
                replace(with: "<text>", upTo: end)
            } else {
                shape.append(byte)
                isInWord = byte >= 0x80
                place += 1
            }
        }
        if shape.last == 0x20 { shape.removeLast() }
        return String(decoding: shape, as: UTF8.self)
    }

    private mutating func scanWord() {
        if let end = endOfUUID() { return replace(with: "<uuid>", upTo: end) }
        let end = line[place...].firstIndex { !Self.isWord($0) } ?? line.count
        let word = line[place..<end]
        let digits = word.count(where: Self.isDigit)
        if digits == 0 {
            shape += word
            isInWord = true
            place = end
        } else if digits == word.count {
            replace(with: "<n>", upTo: endOfNumber(from: end))
        } else if Self.isHex(word) {
            replace(with: "<hex>", upTo: end)
        } else if word.count >= 16, digits >= 4 {
            replace(with: "<id>", upTo: end)
        } else {
            replaceDigits(upTo: end)
        }
    }

    private mutating func replace(with placeholder: String, upTo end: Int) {
        shape += placeholder.utf8
        isInWord = true
        place = end
    }

    /// `order4711` keeps its letters.
    private mutating func replaceDigits(upTo end: Int) {
        while place < end {
            if Self.isDigit(line[place]) {
                let stop = line[place..<end].firstIndex { !Self.isDigit($0) } ?? end
                replace(with: "<n>", upTo: stop)
            } else {
                shape.append(line[place])
                place += 1
            }
        }
        isInWord = true
    }

    /// Past the rest of a decimal number, an address with its port, or a time of day.
    private func endOfNumber(from end: Int) -> Int {
        var end = end
        while end + 1 < line.count, [0x2C, 0x2E, 0x3A].contains(line[end]),
            Self.isDigit(line[end + 1])
        {
            end = line[(end + 1)...].firstIndex { !Self.isDigit($0) } ?? line.count
        }
        return end
    }

    private func endOfQuote(_ quote: UInt8) -> Int? {
        guard quote == 0x22 || quote == 0x27 || quote == 0x60 else { return nil }
        return line[(place + 1)...].firstIndex(of: quote).map { $0 + 1 }
    }

    private func endOfUUID() -> Int? {
        var end = place
        for (number, length) in Self.groups.enumerated() {
            if number > 0 {
                guard end < line.count, line[end] == 0x2D else { return nil }
                end += 1
            }
            guard end + length <= line.count,
                line[end..<end + length].allSatisfy(Self.isHexDigit)
            else { return nil }
            end += length
        }
        return end < line.count && Self.isWord(line[end]) ? nil : end
    }

    private static func isHex(_ word: ArraySlice<UInt8>) -> Bool {
        if word.count > 2, word.first == 0x30, word.dropFirst().first.map({ $0 | 0x20 }) == 0x78 {
            return word.dropFirst(2).allSatisfy(isHexDigit)
        }
        return word.count >= 8 && word.allSatisfy(isHexDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F
    }
}
