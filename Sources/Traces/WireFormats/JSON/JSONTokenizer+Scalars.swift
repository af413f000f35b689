extension JSONTokenizer {
    /// Reads a number that begins at `at`.
    @inline(__always)
    mutating func number<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ at: Int,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) -> Int {
        let isNegative = base[at] == UInt8(ascii: "-")
        let first = isNegative ? at &+ 1 : at
        var end = first
        var digits: UInt64 = 0
        while end < count {
            let digit = base[end] &- 0x30
            guard digit <= 9 else { break }
            digits = digits &* 10 &+ UInt64(digit)
            end &+= 1
        }
        let length = end &- first
        // The usual case: an integer of at most 18 digits, which cannot overflow.
        if end < count, length > 0, length <= 18, !Self.isNumberByte(base[end]),
            base[first] != 0x30 || (length == 1 && !isNegative)
        {
            let magnitude = Int64(truncatingIfNeeded: digits)
            handler.number(.integer(isNegative ? 0 &- magnitude : magnitude))
            valueEnded(&handler)
            return end
        }
        while end < count, Self.isNumberByte(base[end]) { end &+= 1 }
        guard end < count else {
            partial = .number
            scratchOffset = consumed + at
            scratch.removeAll(keepingCapacity: true)
            scratch.append(contentsOf: UnsafeBufferPointer(start: base + at, count: count - at))
            return count
        }
        try finishNumber(
            UnsafeBufferPointer(start: base + at, count: end - at),
            offset: consumed + at,
            &handler
        )
        return end
    }

    @inline(__always)
    private static func isNumberByte(_ byte: UInt8) -> Bool {
        byte &- 0x30 <= 9 || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }

    private mutating func finishNumber<Handler: JSONHandler & ~Copyable>(
        _ text: UnsafeBufferPointer<UInt8>,
        offset: Int,
        _ handler: inout Handler
    ) throws(DecodeError) {
        guard let number = JSONNumber(text) else {
            throw error(at: offset, expected: "a number", found: Self.quoted(text, at: 0))
        }
        handler.number(number)
        valueEnded(&handler)
    }

    /// Ends a number that an earlier chunk began and that nothing follows.
    mutating func endPartialNumber<Handler: JSONHandler & ~Copyable>(
        _ handler: inout Handler
    ) throws(DecodeError) {
        partial = .none
        let text = scratch
        let result: Result<Void, DecodeError> = text.withUnsafeBufferPointer { text in
            Result { () throws(DecodeError) in
                try finishNumber(text, offset: scratchOffset, &handler)
            }
        }
        try result.get()
    }

    private mutating func resumeNumber<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) -> Int {
        var end = 0
        while end < count, Self.isNumberByte(base[end]) { end += 1 }
        scratch.append(contentsOf: UnsafeBufferPointer(start: base, count: end))
        guard scratch.count <= Self.longestNumber else {
            throw error(
                at: scratchOffset,
                expected: "a number of at most \(Self.longestNumber) digits",
                found: "a longer one"
            )
        }
        if end < count { try endPartialNumber(&handler) }
        return end
    }

    /// Beyond so many digits a number is no number but an attempt to fill memory.
    private static let longestNumber = 1 << 20

    /// Reads `true`, `false` or `null`, whose first letter stands at `at`.
    @inline(__always)
    mutating func literal<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ at: Int,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) -> Int {
        if at &+ 5 <= count {
            let word = UnsafeRawPointer(base + at).loadUnaligned(as: UInt32.self).littleEndian
            switch word {
            case Self.null: handler.null()
            case Self.true: handler.bool(true)
            case Self.fals where base[at &+ 4] == UInt8(ascii: "e"): handler.bool(false)
            default: return try cutLiteral(base, at, count, &handler)
            }
            valueEnded(&handler)
            return at &+ (word == Self.fals ? 5 : 4)
        }
        return try cutLiteral(base, at, count, &handler)
    }

    /// The letters of words as they lie in memory.
    private static let null: UInt32 = 0x6C6C_756E
    private static let `true`: UInt32 = 0x6575_7274
    private static let fals: UInt32 = 0x736C_6166

    /// Reads a word that may go on in the next chunk, or is none.
    private mutating func cutLiteral<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ at: Int,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) -> Int {
        partial = .literal
        scratchOffset = consumed + at
        scratch.removeAll(keepingCapacity: true)
        return try resumeLiteral(base, at, count, &handler)
    }

    private mutating func resumeLiteral<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ start: Int,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) -> Int {
        var at = start
        while true {
            let word = Self.literal(beginningWith: scratch.first ?? base[at])
            if scratch.count == word.utf8CodeUnitCount { break }
            guard at < count else { return count }
            guard base[at] == word.utf8Start[scratch.count] else {
                throw error(
                    at: consumed + at,
                    expected: "`\(word)`",
                    found: Self.quoted(UnsafeBufferPointer(start: base, count: count), at: at)
                )
            }
            scratch.append(base[at])
            at += 1
        }
        partial = .none
        switch scratch[0] {
        case UInt8(ascii: "t"): handler.bool(true)
        case UInt8(ascii: "f"): handler.bool(false)
        default: handler.null()
        }
        valueEnded(&handler)
        return at
    }

    private static func literal(beginningWith byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "t"): "true"
        case UInt8(ascii: "f"): "false"
        default: "null"
        }
    }

    /// Goes on with the token that the last chunk cut; returns where the rest of the chunk begins.
    mutating func resume<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) -> Int {
        switch partial {
        case .none: 0
        case .string: try resumeString(base, count, &handler)
        case .number: try resumeNumber(base, count, &handler)
        case .literal: try resumeLiteral(base, 0, count, &handler)
        case .byteOrderMark: try resumeByteOrderMark(base, 0, count)
        }
    }

    /// Skips the rest of a byte order mark.
    mutating func resumeByteOrderMark(
        _ base: UnsafePointer<UInt8>,
        _ start: Int,
        _ count: Int
    ) throws(DecodeError) -> Int {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var at = start
        while scratch.count < mark.count {
            guard at < count else { return count }
            guard base[at] == mark[scratch.count] else { throw unexpected(base, at, count) }
            scratch.append(base[at])
            at += 1
        }
        partial = .none
        return at
    }
}
