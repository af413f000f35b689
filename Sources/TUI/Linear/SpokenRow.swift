import Explorer
import TerminalText

/// A row of a list in words: "checkout, calls/s 12.1, errors 2.3%".
struct SpokenRow<Row> {
    private let columns: [Column<Row>]
    /// Whether the first column names the row, so that its heading says nothing.
    private let hasName: Bool
    /// More than any name is wide: nothing is cut.
    private static var unlimited: Int { 10_000 }

    init(_ columns: [Column<Row>], hasName: Bool = true) {
        self.hasName = hasName
        // Charts cannot be read aloud; their values stand in other columns.
        self.columns = columns.filter { !$0.isFilled }
    }

    func words(_ row: Row) -> String {
        var words: [String] = []
        for (index, column) in columns.enumerated() {
            let pieces = column.cell(row, Self.unlimited).pieces.filter { $0.meaning != .bar }
            let text = Self.trimmed(pieces.map { Self.words($0) }.joined())
            guard !text.isEmpty else { continue }
            let title = hasName && index == 0 ? "" : Self.title(column.title.string) + " "
            words.append(title + text)
        }
        return words.joined(separator: ", ")
    }

    /// Text of others as it is; of our own signs, the words.
    private static func words(_ piece: Cell.Piece) -> String {
        switch piece.meaning {
        case .text, .service, .value, .match: piece.text.string
        case .muted, .number, .warning, .error, .bar: SpokenSigns.words(piece.text.string)
        }
    }

    private static func title(_ heading: String) -> String {
        switch heading {
        case "OPS": "operations"
        case "ERR": "errors"
        case "SVC": "services"
        default: heading.lowercased()
        }
    }

    private static func trimmed(_ text: String) -> String {
        text.split(separator: " ").joined(separator: " ")
    }
}

extension ScreenContext {
    /// How lists are read aloud: whole, however long.
    var spokenView: ListView {
        ListView(
            .table(columns: nil),
            lettering: Lettering(glyphs: .unicode, longest: 10_000),
            zone: zone,
            now: now
        )
    }
}
