/// What spans of a trace are looked for by: conditions on one and the same span, joined by and, or and not.
///
/// What queries can ask is asked by the same ``TraceCondition`` and means the same; the rest only spans of a trace that
/// is there can be asked.
package indirect enum SpanExpression: Sendable, Hashable {
    case condition(TraceCondition)
    /// A figure of the span compared with another one: nanoseconds, or levels.
    case figure(SpanFigure, ValueOrder, Int64)
    /// The code that instrumentation set.
    case status(StatusCode)
    /// A text, or the value of an attribute, holds another text, whatever its case.
    case contains(SpanSubject, String)
    /// A text, or the value of an attribute, compared with another one; see ``ValueOrder``.
    case ordered(SpanSubject, ValueOrder, String)
    /// There is an attribute of this key, or the field that the key means is set.
    case has(String)
    /// A text stands anywhere in what is shown of the span.
    case mentions(String)
    case not(SpanExpression)
    /// All of them hold; two at least.
    case all([SpanExpression])
    /// One of them holds; two at least.
    case any([SpanExpression])
}

/// What can be measured of a span in its trace; raw values are the words of the language.
package enum SpanFigure: String, Sendable, CaseIterable {
    case duration
    /// Time in which no child ran.
    case own = "self"
    /// Time on the critical path.
    case critical
    /// How long after the trace the span began.
    case start
    /// Levels above the span.
    case depth

    /// Whether it is nanoseconds, not a number.
    package var isTime: Bool { self != .depth }
}

/// A text of a span that others are compared with.
package enum SpanSubject: Sendable, Hashable {
    case service
    case operation
    /// By its key; some keys mean fields, see ``AttributeField``.
    case attribute(String)
}

/// How two values stand to one another; raw values are the signs of the language.
///
/// With a number, numbers and texts that are numbers compare by size, and other texts do not compare. With any other text,
/// texts compare byte by byte, and nothing else does.
package enum ValueOrder: String, Sendable, CaseIterable {
    case equal = "="
    case more = ">"
    case atLeast = ">="
    case less = "<"
    case atMost = "<="

    /// Whether `left` stands so to `right`; never for what is not a number.
    package func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equal: left == right
        case .more: left > right
        case .atLeast: left >= right
        case .less: left < right
        case .atMost: left <= right
        }
    }
}
