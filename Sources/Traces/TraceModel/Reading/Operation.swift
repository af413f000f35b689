/// The name of spans of one service and kind, as sources list them.
package struct Operation: Sendable, Hashable {
    package var name: String
    /// Nil when the source does not tell kinds apart.
    package var kind: SpanKind?

    package init(name: String, kind: SpanKind?) {
        self.name = name
        self.kind = kind
    }
}
