/// The table of spans: view `4` of a trace.
package struct SpanTableState: Sendable {
    package var order = SpanOrder()
    package var rows: [Int32] = []
    package var cursor = ListCursor()
    package var request: RequestID?
    var isSorted = false

    init(order: SpanOrder = SpanOrder()) {
        self.order = order
    }
}
