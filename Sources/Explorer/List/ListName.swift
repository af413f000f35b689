/// The lists whose columns can be chosen, by the names that configuration and documents have for them.
package enum ListName: String, Sendable, CaseIterable {
    case services, operations, traces, errors, monitor
    /// Traces as they come.
    case follow
    /// Rates as they come.
    case rates
    case spans, attributes
    /// Views of a trace.
    case statistics, flame, events, graph
    /// What stands between the names and the bars of a trace.
    case tree

    /// The columns there are, in the order of the machine formats.
    package var columns: [String] {
        switch self {
        case .services: ServiceColumn.names
        case .operations: OperationColumn.names
        // Only a list of traces as they come shows one again.
        case .traces: TraceColumn.names.filter { $0 != TraceColumn.grown.rawValue }
        case .errors: ErrorColumn.names
        case .monitor: MonitorColumn.names
        case .follow: TraceColumn.names
        case .rates: IntervalColumn.names
        case .spans: SpanColumn.names
        case .attributes: AttributeColumn.names
        case .statistics: StatisticsColumn.names
        case .flame: BoxColumn.names
        case .events: EventColumn.names
        case .graph: GraphColumn.names
        // The others are its names and bars.
        case .tree:
            SpanColumn.allCases.filter { ![.service, .name, .marks, .tree].contains($0) }
                .map(\.rawValue)
        }
    }
}

extension ListName {
    /// Whether a name is that of a column of attributes, `tag.` before their key, of which the table and the tree of spans have any.
    private func isAttribute(_ name: String) -> Bool {
        guard self == .spans || self == .tree, case .attribute = SpanColumn(rawValue: name) else {
            return false
        }
        return true
    }

    /// Whether there is a column of that name.
    package func has(_ name: String) -> Bool { columns.contains(name) || isAttribute(name) }

    /// Reads `start,root,duration`; blanks count as commas.
    ///
    /// - Returns: The names, or the first that is not among `known`.
    package func parse(_ text: String, known: [String]? = nil) -> Result<[String], UnknownColumn> {
        let names = text.split { $0 == "," || $0 == " " }.map(String.init)
        let known = known ?? columns
        if let unknown = names.first(where: { !known.contains($0) && !isAttribute($0) }) {
            return .failure(UnknownColumn(name: unknown, known: known))
        }
        return .success(names)
    }
}
