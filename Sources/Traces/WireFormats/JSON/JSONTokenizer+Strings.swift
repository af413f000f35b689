import CByteScan

/// How far a string was looked at, and what it holds besides plain ASCII.
struct StringScan {
    var hasEscapes = false
    var hasHighBytes = false
    var hasControls = false
    /// The last byte seen was the backslash of an escape whose next byte is in the next chunk.
    var isEscaped = false

    var isPlain: Bool { !hasEscapes && !hasHighBytes && !hasControls }

    /// Finds the closing quote in `base[from..<count]`; nil if it is not there.
    @inline(__always)
    mutating func end(_ base: UnsafePointer<UInt8>, from: Int, _ count: Int) -> Int? {
        var at = from
        while true {
            // Most strings are shorter than what is looked at in one go.
            while at &+ 16 <= count {
                let plain = Int(spoor_plain_bytes(base + at))
                at &+= plain
                if plain < 16 { break }
            }
            guard at < count else { return nil }
            let byte = base[at]
            if byte == UInt8(ascii: "\"") { return at }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                guard at &+ 1 < count else {
                    isEscaped = true
                    return nil
                }
                at &+= 2
                continue
            }
            if byte >= 0x80 {
                hasHighBytes = true
            } else if byte < 0x20 {
                hasControls = true
            }
            at &+= 1
        }
    }
}

extension JSONTokenizer {
    /// Reads a key whose opening quote was just before `start`.
    @inline(__always)
    mutating func key<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ start: Int,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) -> Int {
        var scan = StringScan()
        guard let end = scan.end(base, from: start, count) else {
            cut(string: base, start, count, scan)
            return count
        }
        let text = UnsafeBufferPointer(start: base + start, count: end &- start)
        let last = frames.count &- 1
        frames[last].hasKey = true
        if scan.isPlain, text.count <= longestString {
            frames[last].keyStart = Int32(truncatingIfNeeded: start)
            frames[last].keyLength = Int32(truncatingIfNeeded: end &- start)
            hasKeysInChunk = true
            handler.key(text)
        } else {
            try finishKey(text, scan, offset: consumed + start, &handler)
        }
        if end &+ 1 < count, base[end &+ 1] == UInt8(ascii: ":") {
            expectation = .value
            return end &+ 2
        }
        expectation = .colon
        return end &+ 1
    }

    /// Reads a string value whose opening quote was just before `start`.
    @inline(__always)
    mutating func stringValue<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ start: Int,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) -> Int {
        var scan = StringScan()
        guard let end = scan.end(base, from: start, count) else {
            cut(string: base, start, count, scan)
            return count
        }
        let text = UnsafeBufferPointer(start: base + start, count: end &- start)
        if scan.isPlain, text.count <= longestString {
            handler.string(text)
        } else {
            try plainText(of: text, scan, offset: consumed + start)
            unescaped.withUnsafeBufferPointer { handler.string($0) }
        }
        valueEnded(&handler)
        return end &+ 1
    }

    private mutating func cut(
        string base: UnsafePointer<UInt8>,
        _ start: Int,
        _ count: Int,
        _ scan: StringScan
    ) {
        partial = .string
        stringScan = scan
        scratchOffset = consumed + start
        scratch.removeAll(keepingCapacity: true)
        keepOfString(base + start, count - start)
    }

    /// Keeps what comes of a cut string, but one byte more than is taken at most.
    private mutating func keepOfString(_ base: UnsafePointer<UInt8>, _ count: Int) {
        let room = longestString == .max ? count : max(0, longestString + 1 - scratch.count)
        scratch.append(contentsOf: UnsafeBufferPointer(start: base, count: min(count, room)))
    }

    /// Goes on with a string that an earlier chunk began.
    mutating func resumeString<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) -> Int {
        let from = stringScan.isEscaped ? 1 : 0
        stringScan.isEscaped = false
        guard let end = stringScan.end(base, from: from, count) else {
            keepOfString(base, count)
            return count
        }
        keepOfString(base, end)
        partial = .none
        let text = scratch
        let scan = stringScan
        let isKey = expectation == .key || expectation == .keyOrEnd
        let result: Result<Void, DecodeError> = text.withUnsafeBufferPointer { text in
            Result { () throws(DecodeError) in
                if isKey {
                    try finishKey(text, scan, offset: scratchOffset, &handler)
                } else {
                    try plainText(of: text, scan, offset: scratchOffset)
                    unescaped.withUnsafeBufferPointer { handler.string($0) }
                }
            }
        }
        try result.get()
        if isKey {
            expectation = .colon
        } else {
            valueEnded(&handler)
        }
        return end + 1
    }

    /// Hands over a key that is not plain text within the chunk.
    private mutating func finishKey<Handler: JSONHandler & ~Copyable>(
        _ text: UnsafeBufferPointer<UInt8>,
        _ scan: StringScan,
        offset: Int,
        _ handler: inout Handler
    ) throws(DecodeError) {
        let last = frames.count - 1
        frames[last].hasKey = false
        try plainText(of: text, scan, offset: offset)
        frames[last].hasKey = true
        keep(key: unescaped, at: last)
        unescaped.withUnsafeBufferPointer { handler.key($0) }
    }

    /// Puts the text of a raw string, unescaped and well-formed, into `unescaped`.
    private mutating func plainText(
        of raw: UnsafeBufferPointer<UInt8>,
        _ scan: StringScan,
        offset: Int
    ) throws(DecodeError) {
        unescaped.removeAll(keepingCapacity: true)
        var isRepaired = false
        let isCut = raw.count > longestString
        let raw = isCut ? UnsafeBufferPointer(rebasing: raw.prefix(longestString)) : raw
        if scan.hasEscapes {
            isRepaired = try unescape(raw, offset: offset, isCut: isCut)
        } else {
            unescaped.append(contentsOf: raw)
        }
        if isCut {
            cutStrings += 1
            UTF8Repair.removePartialCharacter(at: &unescaped)
            unescaped.append(contentsOf: "…".utf8)
        }
        if scan.hasHighBytes || isCut, !unescaped.withUnsafeBufferPointer(UTF8Repair.isValid) {
            var repaired: [UInt8] = []
            repaired.reserveCapacity(unescaped.count + 16)
            unescaped.withUnsafeBufferPointer { UTF8Repair.append($0, repairedTo: &repaired) }
            unescaped = repaired
            isRepaired = true
        }
        if isRepaired { repairedStrings += 1 }
        if scan.hasControls { rawControlStrings += 1 }
    }
}
