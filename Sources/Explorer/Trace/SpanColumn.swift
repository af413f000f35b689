import TerminalText
import TraceAnalysis
import TraceModel

/// What the columns have to know of the spans of a trace.
package struct SpanList: Sendable {
    package var view: ListView
    package let prepared: PreparedTrace
    /// What was searched in the trace.
    package var find: FindState?
    /// The rows of the tree where some of it is folded away; nil where all of it is shown.
    package var rows: VisibleNodes?
    /// What spans are coloured by.
    package var colors: SpanColors?
    /// Spans stand in rows of their own order, not in their tree.
    package var isTable = false

    package init(_ view: ListView, _ prepared: PreparedTrace, find: FindState? = nil) {
        self.view = view
        self.prepared = prepared
        self.find = find
    }

    /// How the ends of spans are written.
    var endWriting: TimeWriting {
        let overview = prepared.overview
        return TimeWriting(
            overview.start...max(overview.start, overview.end),
            in: view,
            clock: .milliseconds
        )
    }

    /// Columns of the widest service, 24 at most.
    var serviceColumns: Int {
        prepared.overview.services.reduce(7) {
            max($0, min(24, view.lettering.text($1.name, columns: 24).width))
        } + (colors == nil ? 0 : 2)
    }

    /// Nil for a node that stands for a span that is missing.
    func span(_ node: Int) -> Span? {
        node < prepared.tree.spanCount ? prepared.trace[node] : nil
    }
}

/// The columns of the spans of a trace; a row is a node of its tree.
package enum SpanColumn: ListColumn {
    case trace, id, parent, service, name, kind, start, end, duration, own, critical, depth
    case error, status, attributes, resource, scope, events, links, warnings, state, flags
    case dropped, marks, tree
    /// An attribute of the span, or else of its resource, by its key.
    case attribute(String)

    package static func usual(in list: SpanList) -> [SpanColumn] {
        if list.view.isScreen { return [.start, .duration, .own, .error, .service, .name] }
        return list.isTable
            ? [.start, .duration, .own, .error, .id, .service, .name]
            : [.start, .duration, .own, .marks, .id, .tree]
    }

    package func column(in list: SpanList) -> Column<Int> {
        let shape = shape(in: list)
        let titles = self == .end ? list.endWriting.titles("END", list.view.lettering) : []
        return Column(
            titles.first ?? title(in: list),
            shape,
            shortTitles: Array(titles.dropFirst()),
            alignment: isNumber ? .right : .left,
            fields: fields(in: list)
        ) { node, width in cell(node, width, in: list) }
    }

    private func title(in list: SpanList) -> SafeText {
        switch self {
        case .trace: "TRACE"
        case .id: "SPAN ID"
        case .parent: "PARENT"
        case .service: "SERVICE"
        case .name: list.view.isScreen ? "SPAN" : "NAME"
        case .kind: "KIND"
        case .start: "START"
        case .end: "END"
        case .duration: "DURATION"
        case .own: "SELF"
        case .critical: "CRITICAL"
        case .depth: "DEPTH"
        case .error, .marks: ""
        case .status: "STATUS"
        case .attributes: "ATTRIBUTES"
        case .resource: "RESOURCE"
        case .scope: "SCOPE"
        case .events: "EVENTS"
        case .links: "LINKS"
        case .warnings: "WARNINGS"
        case .state: "STATE"
        case .flags: "FLAGS"
        case .dropped: "DROPPED"
        case .tree: "SPAN"
        case .attribute(let key): list.view.lettering.text(key.uppercased(), columns: 40)
        }
    }

    private var isNumber: Bool {
        switch self {
        case .start, .duration, .own, .critical, .depth, .events, .links, .flags, .dropped: true
        case .trace, .id, .parent, .service, .name, .kind, .end, .error, .status, .attributes,
            .resource, .scope, .warnings, .state, .marks, .tree, .attribute:
            false
        }
    }

    private func shape(in list: SpanList) -> ColumnShape {
        let isScreen = list.view.isScreen
        let gap = isScreen ? 1 : 2
        func fixed(_ width: Int, rank: Int? = nil, from: Int = 0) -> ColumnShape {
            ColumnShape(.fixed(width), rank: rank, from: from, gap: gap)
        }
        switch self {
        case .trace: return fixed(32, rank: 0)
        case .id: return fixed(16, rank: 3, from: isScreen ? 0 : 72)
        case .parent: return fixed(16, rank: 0)
        case .service:
            return isScreen
                ? ColumnShape(.fitting(list.serviceColumns, minimum: 6, ideal: 12), gap: 1)
                : fixed(16)
        case .name: return ColumnShape(.flexible(minimum: 8, ideal: 16), gap: gap)
        case .kind: return fixed(8, rank: 1)
        case .start: return isScreen ? fixed(9, rank: 4, from: 60) : fixed(8)
        case .end: return fixed(list.endWriting.columns("END", in: list.view), rank: 0)
        case .duration: return fixed(isScreen ? 9 : 8)
        case .own:
            return isScreen ? fixed(9, rank: 5, from: 60) : fixed(8, rank: 4, from: 96)
        case .critical: return fixed(8, rank: 2)
        case .depth: return fixed(5, rank: 1)
        case .error: return fixed(1)
        case .status: return fixed(8, rank: 1)
        case .attributes, .resource, .scope, .warnings, .state, .attribute:
            return ColumnShape(.flexible(minimum: 8, ideal: 16, maximum: 40), rank: 1, gap: gap)
        case .events, .links: return fixed(6, rank: 1)
        case .flags: return fixed(5, rank: 0)
        case .dropped: return fixed(7, rank: 0)
        case .marks: return fixed(2)
        case .tree: return ColumnShape(.flexible(minimum: 0), gap: gap)
        }
    }
}
