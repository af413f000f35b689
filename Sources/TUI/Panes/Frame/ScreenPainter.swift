package import Explorer
package import TerminalText

/// Paints a state: the same state and glyphs always give the same canvas.
package struct ScreenPainter: Sendable {
    let pen: Pen

    package init(glyphs: GlyphSet) {
        pen = Pen(glyphs: glyphs)
    }

    /// The whole screen: breadcrumb, body, status, and hints, prompt or message.
    package func paint(_ state: ExplorerState) -> Canvas {
        var canvas = Canvas(rows: state.size.rows, columns: state.size.columns)
        guard !state.size.isTooSmall else {
            canvas.put("too small", row: 0)
            canvas.put("needs 30x6", row: 1)
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return canvas
        }
        let rows = state.size.rows
        let columns = state.size.columns
        BreadcrumbPane(pen: pen).paint(state, on: &canvas)
        let status = rows - 1 - state.size.statusRows
        canvas.region(rows: 1..<status, columns: 0..<columns) { body in
            paintBody(state, on: &body)
        }
        HonestyPane(pen: pen).paint(state, row: status, on: &canvas)
        BottomPane(pen: pen).paint(state, row: rows - 1, on: &canvas)
        return canvas
    }

    /// What the screen on top says, for who cannot see it.
    func lines(_ state: ExplorerState) -> ScreenLines {
        switch state.screen {
        case .services(let screen): ServicesPane(pen: pen, state: state).lines(screen)
        case .operations(let screen): OperationsPane(pen: pen, state: state).lines(screen)
        case .traces(let screen): TracesPane(pen: pen, state: state).lines(screen)
        case .errors(let screen): ErrorsPane(pen: pen, state: state).lines(screen)
        case .monitor(let screen): MonitorPane(pen: pen, state: state).lines(screen)
        case .trace(let screen): TracePane(pen: pen, state: state).lines(screen)
        case .span(let screen): SpanPane(pen: pen).lines(screen)
        case .value(let screen): ValuePane(pen: pen).lines(screen)
        case .help(let screen): HelpPane(pen: pen).lines(screen)
        case .messages(let screen): MessagesPane(pen: pen, state: state).lines(screen)
        }
    }

    private func paintBody(_ state: ExplorerState, on canvas: inout Canvas) {
        switch state.screen {
        case .services(let screen): ServicesPane(pen: pen, state: state).paint(screen, on: &canvas)
        case .operations(let screen):
            OperationsPane(pen: pen, state: state).paint(screen, on: &canvas)
        case .traces(let screen): TracesPane(pen: pen, state: state).paint(screen, on: &canvas)
        case .errors(let screen): ErrorsPane(pen: pen, state: state).paint(screen, on: &canvas)
        case .monitor(let screen): MonitorPane(pen: pen, state: state).paint(screen, on: &canvas)
        case .trace(let screen): TracePane(pen: pen, state: state).paint(screen, on: &canvas)
        case .span(let screen): SpanPane(pen: pen).paintScreen(screen, on: &canvas)
        case .value(let screen): ValuePane(pen: pen).paint(screen, on: &canvas)
        case .help(let screen): HelpPane(pen: pen).paint(screen, on: &canvas)
        case .messages(let screen):
            MessagesPane(pen: pen, state: state).paint(screen, on: &canvas)
        }
    }
}
