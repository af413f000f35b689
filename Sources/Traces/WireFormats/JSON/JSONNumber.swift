/// A JSON number, exact where it is an integer of 64 bits.
package enum JSONNumber: Sendable, Equatable {
    case integer(Int64)
    /// An integer above `Int64.max`.
    case unsigned(UInt64)
    /// A fraction, an exponent, negative zero, or an integer beyond 64 bits rounded to the nearest double.
    case double(Double)

    /// Reads a number by the grammar of RFC 8259 §6; nil if `text` is anything else.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard let form = Form(text) else { return nil }
        guard form.isInteger, !(form.isNegative && form.digits == 0 && !form.overflows) else {
            // Swift's own conversion never asks the locale, which may have a decimal comma.
            self = .double(Double(String(decoding: text, as: UTF8.self)) ?? .nan)
            return
        }
        if !form.overflows, let value = Self.signed(form.digits, isNegative: form.isNegative) {
            self = .integer(value)
        } else if !form.overflows && !form.isNegative {
            self = .unsigned(form.digits)
        } else {
            self = .double(Double(String(decoding: text, as: UTF8.self)) ?? .nan)
        }
    }

    private static func signed(_ digits: UInt64, isNegative: Bool) -> Int64? {
        guard isNegative else { return Int64(exactly: digits) }
        return digits <= Int64.min.magnitude ? Int64(truncatingIfNeeded: 0 &- digits) : nil
    }

    /// The nearest double.
    package var doubleValue: Double {
        switch self {
        case .integer(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .double(let value): value
        }
    }

    /// The number as a signed integer, if it is one.
    package var int64Value: Int64? {
        switch self {
        case .integer(let value): value
        case .unsigned: nil
        case .double(let value): Int64(exactly: value)
        }
    }

    /// The number as an unsigned integer, if it is one.
    package var uint64Value: UInt64? {
        switch self {
        case .integer(let value): UInt64(exactly: value)
        case .unsigned(let value): value
        case .double(let value): UInt64(exactly: value)
        }
    }
}

/// The shape of a number's text.
private struct Form {
    var isNegative = false
    var isInteger = true
    /// The integer part modulo 2^64.
    var digits: UInt64 = 0
    var overflows = false

    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var at = 0
        if at < text.count, text[at] == UInt8(ascii: "-") {
            isNegative = true
            at += 1
        }
        let first = at
        while at < text.count, case let digit = text[at] &- 0x30, digit <= 9 {
            let (product, high) = digits.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
            overflows = overflows || high || carry
            digits = sum
            at += 1
        }
        guard at > first, at == first + 1 || text[first] != 0x30 else { return nil }
        if at < text.count, text[at] == UInt8(ascii: ".") {
            isInteger = false
            guard let end = Self.skipDigits(text, from: at + 1) else { return nil }
            at = end
        }
        if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            at += 1
            if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") {
                at += 1
            }
            guard let end = Self.skipDigits(text, from: at) else { return nil }
            at = end
        }
        guard at == text.count else { return nil }
    }

    private static func skipDigits(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var at = start
        while at < text.count, text[at] &- 0x30 <= 9 { at += 1 }
        return at > start ? at : nil
    }
}
