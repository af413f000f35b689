import Explorer
import PlainText
import TerminalText
import TraceModel
import WireFormats

/// Fields of rows as comma- or tab-separated values, a line each, under the names that JSON has for them.
///
/// Values are what they are: numbers unrounded, times RFC 3339, nothing where JSON says null, and lists and objects as
/// JSON. Fields of a nested object that is always the same have a column each, its name before a dot.
struct DelimitedText<Row> {
    enum Separator {
        /// RFC 4180, except that lines end with a line feed alone, as in all other output.
        case comma
        /// A tab, which no value contains: `\\t`, `\\n`, `\\r` and `\\\\` stand for what would be read as structure.
        case tab
    }

    private let separator: Separator
    /// Whether people see it: then foreign text is made safe to show; otherwise it is written as it is.
    private let isOnTerminal: Bool
    private let fields: [(name: String, value: (Row) -> FieldValue)]

    init(_ separator: Separator, _ fields: [Field<Row>], isOnTerminal: Bool) {
        self.separator = separator
        self.isOnTerminal = isOnTerminal
        self.fields = Self.flat(fields, prefix: "")
    }

    private static func flat(
        _ fields: [Field<Row>],
        prefix: String
    ) -> [(name: String, value: (Row) -> FieldValue)] {
        fields.flatMap { field in
            let name = prefix + field.name.text
            return switch field.content {
            case .value(let value): [(name, value)]
            case .fields(let fields): flat(fields, prefix: name + ".")
            }
        }
    }

    var heading: String { line(fields.map(\.name)) }

    func line(_ row: Row) -> String { line(fields.map { Self.text($0.value(row)) }) }

    private func line(_ values: [String]) -> String {
        values.map { quoted(isOnTerminal ? shown($0) : $0) }
            .joined(separator: separator == .comma ? "," : "\t")
    }

    private func shown(_ text: String) -> String {
        SafeText(sanitizing: text, columns: .max / 2).string
    }

    /// By scalars: to a reader, a quote with a combining accent is still a quote.
    private func quoted(_ value: String) -> String {
        var text = String.UnicodeScalarView()
        switch separator {
        case .comma:
            let special: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]
            guard value.unicodeScalars.contains(where: special.contains) else { return value }
            text.append("\"")
            for scalar in value.unicodeScalars {
                if scalar == "\"" { text.append(scalar) }
                text.append(scalar)
            }
            text.append("\"")
        case .tab:
            for scalar in value.unicodeScalars {
                switch scalar {
                case "\t": text.append(contentsOf: "\\t".unicodeScalars)
                case "\n": text.append(contentsOf: "\\n".unicodeScalars)
                case "\r": text.append(contentsOf: "\\r".unicodeScalars)
                case "\\": text.append(contentsOf: "\\\\".unicodeScalars)
                default: text.append(scalar)
                }
            }
        }
        return String(text)
    }

    private static func text(_ value: FieldValue) -> String {
        switch value {
        case .unknown, .absent: return ""
        case .text(let text): return text
        case .time(let time): return TimeText.rfc3339(time)
        case .number(let value) where !value.isFinite: return ""
        case .integer, .number, .flag, .list, .object, .json:
            var writer = JSONWriter()
            writer.write(value)
            return String(decoding: JSONString.escapingInvisible(writer.take()), as: UTF8.self)
        }
    }
}
