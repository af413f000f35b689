/// A database statement without its values: statements that differ only in these are one.
///
/// Literals become `?`, lists of them one `?`, and runs of blanks one blank, as the OpenTelemetry semantic conventions for
/// databases ask of a sanitised `db.query.text`.
package enum StatementShape {
    /// - Complexity: O(bytes).
    package static func of(_ statement: String) -> String {
        var scanner = StatementScanner(statement)
        return scanner.shape()
    }
}

private struct StatementScanner {
    private let bytes: [UInt8]
    private var at = 0
    private var result: [UInt8] = []

    init(_ statement: String) { bytes = Array(statement.utf8) }

    mutating func shape() -> String {
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D:
                if let last = result.last, last != 0x20 { result.append(0x20) }
                at += 1
            case UInt8(ascii: "'"): skipText()
            case UInt8(ascii: "0")...UInt8(ascii: "9") where !isInWord: skipNumber()
            case UInt8(ascii: "$") where isPlaceholder: skipNumber()
            case UInt8(ascii: "?"):
                at += 1
                addValue()
            default:
                result.append(byte)
                at += 1
            }
        }
        if result.last == 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }

    /// A digit behind a letter belongs to a name, as in `orders2`.
    private var isInWord: Bool {
        guard let last = result.last else { return false }
        return Self.isWord(last)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    /// `$1`, as PostgreSQL writes a value.
    private var isPlaceholder: Bool {
        at + 1 < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at + 1])
    }

    /// A text in quotes, in which two quotes stand for one.
    private mutating func skipText() {
        at += 1
        while at < bytes.count {
            at += 1
            if bytes[at - 1] == UInt8(ascii: "'") {
                guard at < bytes.count, bytes[at] == UInt8(ascii: "'") else { break }
                at += 1
            }
        }
        addValue()
    }

    private mutating func skipNumber() {
        at += 1
        while at < bytes.count, Self.isWord(bytes[at]) || bytes[at] == UInt8(ascii: ".") {
            at += 1
        }
        addValue()
    }

    /// Adds a `?`, unless it goes on a list of them.
    private mutating func addValue() {
        var end = result.count
        while end > 0, result[end - 1] == 0x20 { end -= 1 }
        if end > 0, result[end - 1] == UInt8(ascii: ",") {
            var before = end - 1
            while before > 0, result[before - 1] == 0x20 { before -= 1 }
            if before > 0, result[before - 1] == UInt8(ascii: "?") {
                result.removeLast(result.count - before)
                return
            }
        }
        result.append(UInt8(ascii: "?"))
    }
}
