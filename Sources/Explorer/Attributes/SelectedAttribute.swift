import PlainText
import TraceAnalysis
package import TraceModel

/// The attribute under the cursor, and where it was found.
package struct SelectedAttribute: Sendable {
    package let attribute: Attribute
    /// The service of its span; empty if that has none.
    let service: String
    let traceID: TraceID
    /// When its trace began.
    let time: Timestamp
    /// Where it leads, the one under the cursor first.
    let links: [WebLink]

    /// The keys after `a` that mean something here.
    package var items: [AttributeItem] { AttributeItem.allCases.filter { $0.applies(to: self) } }

    /// What spans have that have it: the text is the one that sources and `/` compare.
    var condition: AttributeCondition {
        AttributeCondition(key: attribute.key, value: attribute.value.canonicalString)
    }

    /// As people write it.
    var text: String { "\(attribute.key)=\(JSONText.plain(attribute.value))" }
}

extension SpanDetails {
    /// The attribute that the cursor is on, or on a link of; nil elsewhere.
    var selectedAttribute: SelectedAttribute? {
        guard let span, var place = rows.indices.contains(selectedRow) ? selectedRow : nil
        else { return nil }
        func link(_ place: Int) -> WebLink? {
            if rows.indices.contains(place), case .web(let link, _) = rows[place] {
                link
            } else {
                nil
            }
        }
        let chosen = link(place)
        while link(place) != nil { place -= 1 }
        guard rows.indices.contains(place), case .attribute(let attribute, _) = rows[place] else {
            return nil
        }
        var links = chosen.map { [$0] } ?? []
        while let next = link(place + 1) {
            links.append(next)
            place += 1
        }
        if case .string(let text) = attribute.value, let own = WebLink(text) { links.append(own) }
        return SelectedAttribute(
            attribute: attribute,
            service: span.serviceName,
            traceID: trace.id,
            time: prepared.overview.start,
            links: links
        )
    }
}
