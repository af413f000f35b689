import PlainText
import TerminalText
package import TraceModel

/// An attribute as lists have it.
package struct AttributeRow: Sendable {
    /// What it belongs to: `span`, `resource`, `scope`, or an event or link by number from 1, as `event 1`.
    package var part: String
    package var attribute: Attribute

    /// All attributes of a span, of its resource, scope, events and links.
    package static func rows(of span: Span) -> [AttributeRow] {
        func rows(_ part: String, _ list: AttributeList) -> [AttributeRow] {
            list.map { AttributeRow(part: part, attribute: $0) }
        }
        return rows("span", span.attributes) + rows("resource", span.resource.attributes)
            + rows("scope", span.scope.attributes)
            + span.events.enumerated().flatMap { rows("event \($0 + 1)", $1.attributes) }
            + span.links.enumerated().flatMap { rows("link \($0 + 1)", $1.attributes) }
    }
}

/// The columns of the attributes of a span.
package enum AttributeColumn: String, ListColumn {
    case part, key, value

    package static func usual(in list: ListView) -> [AttributeColumn] { allCases }

    package func column(in list: ListView) -> Column<AttributeRow> {
        let letters = list.lettering
        switch self {
        case .part:
            return Column(
                "PART",
                ColumnShape(.fixed(9)),
                fields: [Field("part") { .text($0.part) }]
            ) { row, _ in Cell(letters.text(row.part), .muted) }
        case .key:
            return Column(
                "KEY",
                ColumnShape(.fixed(32)),
                fields: [Field("key") { .text($0.attribute.key) }]
            ) { row, _ in Cell(letters.text(row.attribute.key)) }
        case .value:
            return Column(
                "VALUE",
                ColumnShape(.flexible(minimum: 8, ideal: 16)),
                fields: [Field("value") { .text(JSONText.plain($0.attribute.value)) }]
            ) { row, _ in Cell(letters.text(JSONText.plain(row.attribute.value))) }
        }
    }
}
