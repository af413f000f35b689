import TraceModel
import WireFormats

extension GoText {
    /// As `time.Parse` with the layout `time.RFC3339Nano`.
    static func time(_ text: String) throws(GoTextError) -> Timestamp {
        if let time = RFC3339.parse(text) { return time }
        throw timeError(of: text)
    }

    private static let layout = "2006-01-02T15:04:05.999999999Z07:00"

    /// Parts of the layout, their widths, and the values that they may have; no range for punctuation.
    private static let parts:
        [(layout: String, width: Int, range: ClosedRange<Int>?, name: String)] =
            [
                ("2006", 4, 0...9999, "year"), ("-", 1, nil, ""), ("01", 2, 1...12, "month"),
                ("-", 1, nil, ""), ("02", 2, 1...31, "day"), ("T", 1, nil, ""),
                ("15", 2, 0...23, "hour"), (":", 1, nil, ""), ("04", 2, 0...59, "minute"),
                (":", 1, nil, ""), ("05", 2, 0...59, "second"),
            ]

    private static func timeError(of text: String) -> GoTextError {
        var rest = Array(text.utf8)[...]
        func cannotParse(as part: String) -> GoTextError {
            GoTextError(
                text: "parsing time \(quoted(text)) as \(quoted(layout)): cannot parse "
                    + "\(quoted(String(decoding: rest, as: UTF8.self))) as \(quoted(part))"
            )
        }
        func complain(_ what: String) -> GoTextError {
            GoTextError(text: "parsing time \(quoted(text)): \(what)")
        }
        for part in parts {
            let head = rest.prefix(part.width)
            guard let range = part.range else {
                guard head.elementsEqual(part.layout.utf8) else {
                    return cannotParse(as: part.layout)
                }
                rest = rest.dropFirst(part.width)
                continue
            }
            guard head.count == part.width, head.allSatisfy(isDigit),
                let value = Int(String(decoding: head, as: UTF8.self))
            else { return cannotParse(as: part.layout) }
            guard range.contains(value) else { return complain("\(part.name) out of range") }
            rest = rest.dropFirst(part.width)
        }
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop(while: isDigit) }
        if rest.first == UInt8(ascii: "Z") {
            rest.removeFirst()
        } else if rest.count < 6 {
            return cannotParse(as: "Z07:00")
        } else {
            return complain("time zone offset hour out of range")
        }
        if rest.isEmpty { return complain("day out of range") }
        return complain("extra text: \(quoted(String(decoding: rest, as: UTF8.self)))")
    }
}
