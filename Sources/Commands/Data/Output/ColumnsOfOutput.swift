import Explorer

/// Which columns a form of output has.
struct ColumnsOfOutput<Choice: ListColumn> {
    /// Chosen for this one command.
    let asked: [Choice]?
    /// Chosen in the configuration, for people.
    let configured: [Choice]?
    let known: [Choice]
    let fields: [Choice]

    /// Whether the user chose the columns that people are shown.
    var isChosen: Bool { asked != nil || configured != nil }

    func columns(for format: OutputFormat, in list: Choice.List) -> [Column<Choice.Row>] {
        switch format {
        case .table, .markdown: return Choice.shown(asked ?? configured, in: list)
        case .wide:
            let usual = Choice.usual(in: list)
            let others = known.filter {
                !usual.contains($0) && !$0.column(in: list).fields.isEmpty
            }
            return Choice.shown(asked ?? Self.joined(usual, others, in: list), in: list)
        case .json, .ndjson, .csv, .tsv, .jaeger, .otlp, .story:
            return (asked ?? fields).map { $0.column(in: list) }
        }
    }

    /// A last column that takes what is left stays the last one.
    private static func joined(
        _ usual: [Choice],
        _ others: [Choice],
        in list: Choice.List
    ) -> [Choice] {
        guard let last = usual.last, usual.count > 1, last.column(in: list).shape.width.isFlexible
        else { return usual + others }
        return usual.dropLast() + others + [last]
    }
}

extension ColumnsOfOutput<SpanColumn> {
    /// Whether the tree is among what is shown to people.
    var hasTree: Bool { (asked ?? configured)?.contains(.tree) ?? true }
}
