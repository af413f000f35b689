/// The text of an id that is no number, as it was written.
///
/// An object, so that an id that is a number carries nothing but an empty reference.
package final class IDText: Sendable {
    package let written: String

    package init(_ written: String) {
        self.written = written
    }

    /// Whether two ids have the same text, or both none.
    static func areEqual(_ left: IDText?, _ right: IDText?) -> Bool {
        if left == nil && right == nil { return true }
        return left?.written == right?.written
    }

    /// Bytes held for an id's text, roughly; none for an id that is a number.
    static func byteCount(_ text: IDText?) -> Int { text.map { 96 + $0.written.utf8.count } ?? 0 }

    /// 64 bits that depend on nothing but the text and `lane`: equal in every file and every run, and never zero.
    ///
    /// Ids are compared by their texts as well, so that two texts that should agree here are still two ids.
    static func number(of text: String, lane: UInt64) -> UInt64 {
        // FNV-1a, then the last steps of SplitMix64, which spread every bit over all others.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ (lane &* 0x9E37_79B9_7F4A_7C15)
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        hash ^= hash >> 31
        return hash == 0 ? 1 : hash
    }
}

/// Texts of the ids of a span and of its parent, of a span of which one at least is no number.
package struct SpanIDTexts: Sendable {
    package var own: IDText?
    package var parent: IDText?

    package init(own: IDText?, parent: IDText?) {
        self.own = own
        self.parent = parent
    }
}

/// Texts of the ids of a link, of which one at least is no number.
package struct LinkIDTexts: Sendable {
    package var trace: IDText?
    package var span: IDText?

    package init(trace: IDText?, span: IDText?) {
        self.trace = trace
        self.span = span
    }
}
