import Explorer
import TerminalText

/// One long text, wrapped.
struct ValuePane {
    let pen: Pen

    func paint(_ state: ValueState, on canvas: inout Canvas) {
        let link = WebLink(state.raw).flatMap { LinkAddress($0.url) }
        for (row, line) in state.lines.enumerated() {
            let isHit = state.hits.contains(state.top + row)
            let isAddress = state.top + row < state.addressLines
            canvas.put(
                line,
                row: row,
                style: isHit ? Style(.match) : .text,
                link: isAddress ? link : nil
            )
        }
        let isCurrent = state.hits.indices.contains(state.hit)
        let row = isCurrent ? max(0, state.hits[state.hit] - state.top) : 0
        canvas.cursor = CanvasPoint(row: row < state.height ? row : 0, column: 0)
    }
}
