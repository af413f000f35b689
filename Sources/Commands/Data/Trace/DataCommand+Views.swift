import Explorer
import TraceAnalysis
import TraceModel
import WireFormats

/// The views of one trace.
extension DataCommand {
    func view(_ request: TraceViewRequest) async throws -> ExitCode {
        let prepared = try await prepared(request.trace.traceID, raw: request.raw)
        let isEmpty: Bool
        switch request.view {
        case .statistics(let grouping, let subgrouping, let order):
            let statistics = prepared.statistics(by: grouping, then: subgrouping)
            isEmpty = statistics.groups.isEmpty
            try print(
                prepared,
                .statistics,
                Array(order.rows(of: statistics)),
                as: StatisticsColumn.self,
                "groups",
                list: { StatisticsList($0, statistics) }
            ) { writer in
                writer.field("by", grouping.name)
                writer.field("then", optional: subgrouping?.name)
            }
        case .flame:
            let boxes = prepared.boxes(.cost)
            isEmpty = boxes.boxes.isEmpty
            try print(
                prepared,
                .flame,
                BoxList(view, prepared, boxes).rows,
                as: BoxColumn.self,
                "boxes",
                list: { BoxList($0, prepared, boxes) }
            )
        case .spans(let order):
            let rows = order.sort(prepared).map { Int($0) }
            isEmpty = rows.isEmpty
            if self.request.columns == nil, try printWhole(rows, of: prepared) { break }
            try print(prepared, .spans, rows, as: SpanColumn.self, "spans") {
                var list = SpanList($0, prepared)
                list.isTable = true
                return list
            }
        case .events:
            let rows = EventRow.all(in: prepared)
            isEmpty = rows.isEmpty
            if isEmpty { output.remark("No span of this trace has events.") }
            try print(
                prepared,
                .events,
                rows,
                as: EventColumn.self,
                "events",
                list: { EventsOfTrace($0, prepared) }
            )
        case .graph:
            let graph = prepared.graph
            isEmpty = graph.nodes.isEmpty
            try print(
                prepared,
                .graph,
                GraphRow.all(in: graph),
                as: GraphColumn.self,
                "services",
                list: { GraphList($0, graph) }
            )
        }
        if self.request.output != .json { remark(on: prepared) }
        return isEmpty ? .nothingFound : .found
    }

    /// Prints spans as JSON that can be read back; false where another form is asked for.
    private func printWhole(_ spans: [Int], of prepared: PreparedTrace) throws -> Bool {
        let json = SpansJSON(prepared: prepared, spans: spans)
        switch request.output {
        case .json:
            try output.write { writer, isWanted in
                writer.object { writer in
                    writer.field("traceID", prepared.trace.id.jaegerHex)
                    writer.key("spans")
                    writer.beginArray()
                    json.write(&writer, while: isWanted)
                    writer.endArray()
                    writer.field("notes", prepared.notes)
                }
            }
        case .ndjson: try write(pieces: json.lines)
        case .table, .wide, .csv, .tsv, .markdown, .jaeger, .otlp, .story: return false
        }
        return true
    }

    /// Prints rows of a trace; the whole document has the trace's id, what `more` writes, the rows, and what was odd.
    private func print<Choice: ListColumn>(
        _ prepared: PreparedTrace,
        _ name: ListName,
        _ rows: [Choice.Row],
        as type: Choice.Type,
        _ key: StaticString,
        list: @escaping (ListView) -> Choice.List,
        more: @escaping (inout JSONWriter) -> Void = { _ in }
    ) throws {
        try print(
            ListAnswer<Choice>(name, rows, list: list) { writer, rows in
                writer.object { writer in
                    writer.field("traceID", prepared.trace.id.jaegerHex)
                    more(&writer)
                    writer.list(key, rows)
                    writer.field("notes", prepared.notes)
                }
            }
        )
    }
}
