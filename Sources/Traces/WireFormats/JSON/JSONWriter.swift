import TraceModel

/// Writes JSON text: commas, quotes and escapes are its business, nesting the caller's.
///
/// Bytes pile up in `bytes`; a caller that streams takes them from time to time with ``take()``.
package struct JSONWriter: Sendable {
    /// What was written and not yet taken.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false
    private let isLaidOut: Bool

    /// With `inLines`, a new line begins wherever ``line(_:)`` and ``lastLine(_:)`` ask for one.
    package init(inLines: Bool = false) {
        isLaidOut = inLines
    }

    /// Hands over what was written so far, keeping none of it; writing may go on in mid-document.
    package mutating func take() -> [UInt8] {
        let taken = bytes
        bytes = []
        bytes.reserveCapacity(min(taken.count, 1 << 20))
        return taken
    }

    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// The key of the value written next.
    package mutating func key(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
        )
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// The key of the value written next, any text.
    package mutating func key(text: String) {
        string(text)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// As ``key(text:)``, from UTF-8 bytes.
    package mutating func key(utf8 text: UnsafeBufferPointer<UInt8>) {
        string(utf8: text)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func null() { raw("null") }
    package mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    package mutating func number(_ value: some FixedWidthInteger) {
        separate()
        append(value)
        needsComma = true
    }

    /// An integer in a string, as 64-bit ones stand in protobuf's JSON.
    package mutating func quoted(_ value: some FixedWidthInteger) {
        beginString()
        append(value)
        endString()
    }

    /// A finite number; others have no form in JSON and become null.
    package mutating func number(_ value: Double) {
        guard value.isFinite else { return null() }
        separate()
        let text = value.description.utf8
        bytes.append(contentsOf: text)
        if text.count > 2, bytes.last == UInt8(ascii: "0"),
            bytes[bytes.count - 2] == UInt8(ascii: ".")
        {
            bytes.removeLast(2)
        }
        needsComma = true
    }

    package mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { string(utf8: $0) }
    }

    /// A string from well-formed UTF-8.
    package mutating func string(utf8 text: UnsafeBufferPointer<UInt8>) {
        beginString()
        appendEscaped(text)
        endString()
    }

    /// Bytes as Base64 in a string.
    package mutating func base64(_ value: UnsafeBufferPointer<UInt8>) {
        beginString()
        Base64.append(value, to: &bytes)
        endString()
    }

    /// A string given in parts: `body` calls ``appendEscaped(_:)`` as often as it likes.
    package mutating func string(_ body: (inout JSONWriter) -> Void) {
        beginString()
        body(&self)
        endString()
    }

    /// A value that is JSON already.
    package mutating func json(_ value: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: value)
        needsComma = true
    }

    /// A line break between documents.
    package mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Part of a string: `text` with what JSON does not allow escaped.
    package mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        JSONString.append(text, to: &bytes)
    }

    /// Part of a string: 16 hexadecimal digits.
    mutating func append(hex value: UInt64) {
        for shift in stride(from: UInt64(60), through: 0, by: -4) {
            bytes.append(Self.digits[Int(value >> shift & 15)])
        }
    }

    private mutating func append(_ value: some FixedWidthInteger) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = UInt64(clamping: value.magnitude)
        let start = bytes.count
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
            rest = quotient
        } while rest > 0
        bytes[start...].reverse()
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private mutating func beginString() {
        separate()
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func endString() {
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    private mutating func raw(_ text: StaticString) {
        separate()
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        )
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }
}

/// Lines, where the writer lays out what it writes.
extension JSONWriter {
    /// Begins a line before the next member or element, which is `depth` levels deep.
    package mutating func line(_ depth: Int) {
        guard isLaidOut else { return }
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
        breakLine(depth)
    }

    /// Begins a line before the bracket that ends an object or array, which is `depth` levels deep.
    package mutating func lastLine(_ depth: Int) {
        if isLaidOut { breakLine(depth) }
    }

    /// Hands over what was written so far as lines, with a blank after each colon and comma.
    package mutating func takeLines() -> [[UInt8]] {
        takeLaidOut().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { Array($0) }
    }

    /// The same with line feeds between the lines; nothing else is one, since strings have escapes.
    package mutating func takeLaidOut() -> [UInt8] {
        let written = take()
        var text: [UInt8] = []
        text.reserveCapacity(written.count + written.count / 8)
        written.withUnsafeBufferPointer { written in
            var (done, at) = (0, 0)
            while at < written.count {
                let byte = written[at]
                at += 1
                if byte == UInt8(ascii: "\"") {
                    at = Self.end(ofStringFrom: at, in: written)
                } else if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",") {
                    text.append(contentsOf: written[done..<at])
                    done = at
                    let endsLine = at < written.count && written[at] == UInt8(ascii: "\n")
                    if !endsLine { text.append(UInt8(ascii: " ")) }
                }
            }
            text.append(contentsOf: written[done...])
        }
        return text
    }

    /// The place behind the quote that ends a string.
    private static func end(
        ofStringFrom start: Int,
        in text: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var at = start
        while at < text.count, text[at] != UInt8(ascii: "\"") {
            at += text[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(at + 1, text.count)
    }

    private mutating func breakLine(_ depth: Int) {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }
}
