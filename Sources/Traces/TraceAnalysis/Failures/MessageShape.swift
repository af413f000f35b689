/// What messages that differ only in their numbers, ids and quoted values have in common.
///
/// Of the first line that is not blank: a UUID becomes `<uuid>`, hexadecimal of six digits or more and `0x…`
/// become `<hex>`, other mixtures of letters and digits that nobody would write `<id>` (see ``MessagePiece``), digits,
/// addresses and times `<n>`, and what stands in quotes `<text>`. Blanks become one. A shape is its own shape.
///
/// Numbers are those of any notation and script: signs, separators of thousands, exponents. Addresses are those of IP and of
/// network cards; the generated end of a Kubernetes pod's name is an id (see ``MessageToken``).
///
/// Measured on messages as services word them, 69 kinds with two to fifteen wordings, all but one have one shape and share it with
/// no other (`Tests/Fixtures/failure-messages/messages.txt`).
package enum MessageShape {
    /// Bytes of a message that are looked at: a longer one is told apart by its beginning.
    package static let longest = 512

    /// - Complexity: O(bytes looked at).
    package static func of(_ message: String) -> String {
        var scanner = ShapeScanner(MessageDigits.plain(firstLine(of: message)))
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
            } else if !isInWord, let token = MessageToken(line, at: place) {
                replace(with: token.placeholder, upTo: token.end)
            } else if Self.isJoined(byte) {
                scanCompound()
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

    /// Goes over words, numbers and ids with nothing but `-` and `_` between them: some ids have those in them.
    private mutating func scanCompound() {
        var parts: [Part] = []
        var next = place
        while next < line.count, Self.isJoined(line[next]) {
            let part = part(at: next)
            parts.append(part)
            next = part.range.upperBound
        }
        let pod = endOfPod(in: parts)
        if let pod { parts.removeSubrange(pod...) }
        // Words stay what they are; between them may be ids.
        let groups = parts.split(omittingEmptySubsequences: true) { $0.isWord }
        var written = parts.startIndex
        for group in groups {
            for word in parts[written..<group.startIndex] { write(word) }
            write(group, of: parts)
            written = group.endIndex
        }
        for word in parts[written...] { write(word) }
        if pod != nil { return replace(with: "<id>", upTo: next) }
        guard let last = parts.last, case .piece(let piece) = last.kind, piece.kind == .number
        else { return }
        place = endOfNumber(from: place)
    }

    /// Where the generated end of a pod's name begins among the parts of a compound, if it has one.
    private func endOfPod(in parts: [Part]) -> Int? {
        let words = parts.map { line[$0.range] }
        return PodName.generated(words).map { start in
            // A job's number stays a number.
            parts[start].piece?.kind == .number ? start + 2 : start
        }
    }

    /// A piece of a compound, what stands between pieces, or a UUID.
    private struct Part {
        enum Kind {
            case separator
            case uuid
            case piece(MessagePiece)
        }

        let range: Range<Int>
        let kind: Kind

        /// No part of an id that has separators in it.
        var isWord: Bool {
            switch kind {
            case .separator: false
            case .uuid: true
            case .piece(let piece): piece.isPlain
            }
        }

        var piece: MessagePiece? {
            if case .piece(let piece) = kind { piece } else { nil }
        }
    }

    private func part(at start: Int) -> Part {
        if !Self.isWord(line[start]) {
            let end = line[start...].firstIndex { !Self.isJoined($0) || Self.isWord($0) }
            return Part(range: start..<(end ?? line.count), kind: .separator)
        }
        if let end = endOfUUID(from: start) { return Part(range: start..<end, kind: .uuid) }
        let end = line[start...].firstIndex { !Self.isWord($0) } ?? line.count
        return Part(range: start..<end, kind: .piece(MessagePiece(line[start..<end])))
    }

    /// Writes what stands between two words of a compound: one id, or parts of which each is what it is.
    private mutating func write(_ group: ArraySlice<Part>, of parts: [Part]) {
        guard Self.isOneID(group.compactMap(\.piece)) else {
            for part in group { write(part) }
            return
        }
        var rest = group
        if group.startIndex > parts.startIndex, let first = group.first, first.piece == nil {
            write(first)
            rest = rest.dropFirst()
        }
        guard group.endIndex < parts.endIndex, let last = group.last, last.piece == nil else {
            if let last = rest.last { replace(with: "<id>", upTo: last.range.upperBound) }
            return
        }
        replace(with: "<id>", upTo: last.range.lowerBound)
        write(last)
    }

    /// Whether pieces make one id: of both cases, as those are that have separators in them.
    private static func isOneID(_ pieces: [MessagePiece]) -> Bool {
        if pieces.contains(where: { $0.kind == .id && $0.isMixed }) { return true }
        let length = pieces.reduce(0) { $0 + $1.length }
        let humpCount = pieces.reduce(0) { $0 + $1.humpCount }
        return pieces.count > 1 && length >= 10 && humpCount >= 4
            && pieces.contains(where: \.hasSmall) && pieces.contains(where: \.hasCapitals)
            && pieces.contains(where: \.hasDigits)
            && MessagePiece.isUneven(length: length, humpCount: humpCount)
    }

    private mutating func write(_ part: Part) {
        let end = part.range.upperBound
        switch part.kind {
        case .separator:
            shape += line[part.range]
            isInWord = false
            place = end
        case .uuid: replace(with: "<uuid>", upTo: end)
        case .piece(let piece):
            switch piece.kind {
            case .word where MessageToken.isOrdinal(line[part.range]):
                replace(with: "<n>", upTo: end)
                shape += "th".utf8
            case .word: replaceDigits(upTo: end)
            case .number: replace(with: "<n>", upTo: end)
            case .hexadecimal: replace(with: "<hex>", upTo: end)
            case .id: replace(with: "<id>", upTo: end)
            }
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
            if MessagePiece.isDigit(line[place]) {
                let stop = line[place..<end].firstIndex { !MessagePiece.isDigit($0) } ?? end
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
            MessagePiece.isDigit(line[end + 1])
        {
            end = line[(end + 1)...].firstIndex { !MessagePiece.isDigit($0) } ?? line.count
        }
        return end
    }

    private func endOfQuote(_ quote: UInt8) -> Int? {
        guard quote == 0x22 || quote == 0x27 || quote == 0x60 else { return nil }
        return line[(place + 1)...].firstIndex(of: quote).map { $0 + 1 }
    }

    private func endOfUUID(from start: Int) -> Int? {
        var end = start
        for (number, length) in Self.groups.enumerated() {
            if number > 0 {
                guard end < line.count, line[end] == 0x2D else { return nil }
                end += 1
            }
            guard end + length <= line.count,
                line[end..<end + length].allSatisfy(MessagePiece.isHexDigit)
            else { return nil }
            end += length
        }
        return end < line.count && Self.isWord(line[end]) ? nil : end
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        MessagePiece.isDigit(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    /// Whether a byte belongs to a word, or stands between words that belong together.
    private static func isJoined(_ byte: UInt8) -> Bool {
        isWord(byte) || byte == 0x2D || byte == 0x5F
    }
}
