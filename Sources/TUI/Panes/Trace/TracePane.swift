import TraceAnalysis
import Explorer
import Follow
import PlainText
import TerminalText
import TraceModel

/// One trace: totals, then the view chosen, then the details of the selected span where they are shown.
struct TracePane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: TraceState, on canvas: inout Canvas) {
        let columns = canvas.size.columns
        guard let prepared = screen.prepared else {
            paintHeader(screen, on: &canvas)
            let failure = screen.loading.failure
            canvas.region(rows: 1..<canvas.size.rows, columns: 0..<columns) {
                $0.putFailure(failure ?? "", pen: pen)
            }
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        let detailRows = screen.detailPaneRows
        if detailRows < canvas.size.rows {
            canvas.region(rows: 0..<canvas.size.rows - detailRows, columns: 0..<columns) {
                paintView(screen, prepared, on: &$0)
            }
        }
        guard detailRows > 0, let details = screen.details else { return }
        canvas.region(
            rows: canvas.size.rows - detailRows..<canvas.size.rows,
            columns: 0..<columns
        ) {
            SpanPane(pen: pen).paintDetails(details, hasFocus: screen.focus == .details, on: &$0)
        }
    }

    private func paintHeader(_ screen: TraceState, on canvas: inout Canvas) {
        guard screen.headerRows > 0 else { return }
        let started = screen.prepared?.overview.start ?? screen.summary?.start
        let time =
            started.map {
                $0.isKnown
                    ? TimeText.brief($0, now: state.now, in: state.zone) + " " + state.zone.name($0)
                    : "start unknown"
            } ?? ""
        let right = pen.text(time)
        let header = screen.header(columns: canvas.size.columns)
        canvas.put(pen.words(header, columns: canvas.size.columns), row: 0, style: Style(.text))
        let used = pen.words(header).width
        if used + 2 + right.width <= canvas.size.columns {
            canvas.put(
                right,
                row: 0,
                column: canvas.size.columns - right.width,
                style: Style(.muted)
            )
        }
    }

    private func paintSmells(_ screen: TraceState, on canvas: inout Canvas) {
        guard screen.smellRows > 0, let line = screen.smellLine else { return }
        canvas.put(
            pen.words(line, columns: canvas.size.columns),
            row: 1,
            style: Style(.warning)
        )
    }

    private func paintLegend(_ screen: TraceState, on canvas: inout Canvas) {
        guard screen.legendRows > 0, let colors = screen.colors else { return }
        canvas.put(
            colors.legend(pen.lettering, columns: canvas.size.columns),
            row: 1 + screen.smellRows
        )
    }

    private func paintView(_ screen: TraceState, _ prepared: PreparedTrace, on canvas: inout Canvas)
    {
        paintHeader(screen, on: &canvas)
        paintSmells(screen, on: &canvas)
        paintLegend(screen, on: &canvas)
        canvas.region(
            rows: screen.headerRows..<canvas.size.rows,
            columns: 0..<canvas.size.columns
        ) { canvas in
            switch screen.view {
            case .tree:
                TimelinePane(pen: pen, state: state)
                    .paint(screen, prepared, on: &canvas)
            case .spans: SpanTablePane(pen: pen, state: state).paint(screen, prepared, on: &canvas)
            case .events:
                EventTablePane(pen: pen, state: state).paint(screen, prepared, on: &canvas)
            case .flame: FlamePane(pen: pen).paint(screen, prepared, on: &canvas)
            case .statistics: StatisticsPane(pen: pen, state: state).paint(screen, on: &canvas)
            case .graph: GraphPane(pen: pen, state: state).paint(screen, on: &canvas)
            case .json: JSONPane(pen: pen).paint(screen, on: &canvas)
            case .story: StoryPane(pen: pen).paint(screen, on: &canvas)
            }
        }
    }
}
