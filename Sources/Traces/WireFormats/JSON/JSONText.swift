/// Reading the text of keys and strings where it lies, without making a `String`.
extension UnsafeBufferPointer<UInt8> {
    /// Whether this is `text`, byte for byte.
    @inline(__always)
    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount, let start = baseAddress else {
            return isEmpty && text.utf8CodeUnitCount == 0
        }
        let other = text.utf8Start
        var at = 0
        while at < count {
            if start[at] != other[at] { return false }
            at &+= 1
        }
        return true
    }

    /// The text as a number of JSON's grammar, with a plus sign allowed in front.
    var number: JSONNumber? {
        if first == UInt8(ascii: "+") {
            return JSONNumber(UnsafeBufferPointer(rebasing: self[1...]))
        }
        return JSONNumber(self)
    }

    /// The text as a double, with all the words for what is not a number.
    var double: Double? {
        if let number { return number.doubleValue }
        if equals("NaN") || equals("nan") { return .nan }
        let isNegative = first == UInt8(ascii: "-")
        let hasSign = isNegative || first == UInt8(ascii: "+")
        let word = hasSign ? UnsafeBufferPointer(rebasing: self[1...]) : self
        guard word.equals("Infinity") || word.equals("Inf") || word.equals("inf") else {
            return nil
        }
        return isNegative ? -.infinity : .infinity
    }

    /// The text as a `String`.
    var text: String { String(decoding: self, as: UTF8.self) }

    /// The text in quotes and cut, for messages.
    var shown: String {
        let longest = 40
        return count > longest ? "\"\(self[..<longest].text)…\"" : "\"\(text)\""
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
