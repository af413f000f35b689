package import TraceModel

/// The parts of a span's details.
package enum SpanSection: Sendable, Hashable {
    case conversation, attributes, resource, scope, events, links, warnings, ids
    /// One of the events, by number.
    case event(Int)
}

/// One line of a span's details.
package enum SpanRow: Sendable, Equatable {
    /// A part with its count and a few words about it.
    case heading(SpanSection, title: String, count: Int, note: String, isOpen: Bool)
    /// `depth` is 0 below a part and 1 below an event.
    case attribute(Attribute, depth: Int)
    /// A fact of the span itself, or with `depth` 1 of a part.
    case field(String, String, depth: Int = 0)
    case link(Link)
    /// Where the attribute above leads, or with `depth` 0 below an id the trace.
    case web(WebLink, depth: Int)
    /// A warning and how often it came.
    case warning(String, count: Int)

    package static func == (left: SpanRow, right: SpanRow) -> Bool {
        switch (left, right) {
        case (
            .heading(let a, let b, let c, let d, let e), .heading(let f, let g, let h, let i, let j)
        ):
            (a, b, c) == (f, g, h) && (d, e) == (i, j)
        case (.attribute(let a, let b), .attribute(let c, let d)): a == c && b == d
        case (.field(let a, let b, let c), .field(let d, let e, let f)): (a, b, c) == (d, e, f)
        case (.web(let a, let b), .web(let c, let d)): a == c && b == d
        case (.link(let a), .link(let b)): a.traceID == b.traceID && a.spanID == b.spanID
        case (.warning(let a, let b), .warning(let c, let d)): (a, b) == (c, d)
        default: false
        }
    }
}
