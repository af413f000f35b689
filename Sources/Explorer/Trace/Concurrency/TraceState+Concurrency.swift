import PlainText
import TraceAnalysis

/// Showing the strip of services, and keeping it up to the time that is shown.
extension TraceState {
    /// Whether the strip is wanted: as the user chose, else where a large screen has room to spare.
    private var wantsConcurrency: Bool {
        guard view == .tree, let prepared, prepared.overview.services.count > 1 else {
            return false
        }
        return views.concurrency.isChosen ?? (size.rows >= 40 && size.columns >= 120)
    }

    /// Rows that the strip takes: one for each service, as far as they leave the tree most of the screen.
    package var concurrencyRows: Int {
        guard wantsConcurrency, let prepared, size.rows >= 14 else { return 0 }
        return min(
            prepared.overview.services.count,
            ConcurrencyState.mostRows,
            max(1, (size.bodyRows - 4) / 4)
        )
    }

    mutating func toggleConcurrency(_ context: inout ScreenContext) {
        guard view == .tree else { return context.say("This works in the tree; 1 shows it.") }
        guard let prepared, prepared.overview.services.count > 1 else {
            return context.say("All spans of this trace are of one service.")
        }
        guard size.rows >= 14 else {
            return context.say("There is no room for the strip of services: it needs 14 rows.")
        }
        views.concurrency.isChosen = !wantsConcurrency
    }

    /// Starts to count if what is shown needs another strip than there is.
    mutating func prepareConcurrency(_ context: inout ScreenContext) {
        guard concurrencyRows > 0, let prepared, barColumns > 0 else { return }
        let state = views.concurrency
        let isAsked = state.request != nil || state.found != nil
        guard !isAsked || state.window != window || state.parts != barColumns else { return }
        context.cancel(state.request)
        views.concurrency.window = window
        views.concurrency.parts = barColumns
        let work = Computation.concurrency(prepared, window, parts: barColumns)
        views.concurrency.request = context.compute(work, what: "counting spans at once")
    }

    mutating func take(_ found: ServiceConcurrency) {
        views.concurrency.request = nil
        views.concurrency.found = found
    }

    /// What the strip shows: `strip up to 12 spans at once, 3 services more, K hides`.
    var concurrencyWords: [String] {
        guard concurrencyRows > 0, let found = views.concurrency.found else { return [] }
        let hidden = found.omittedServices + max(0, found.rows.count - concurrencyRows)
        let more = hidden > 0 ? ", \(CountText.of(hidden, "service")) more" : ""
        return [
            "strip up to \(CountText.of(found.most, "span")) at once\(more), K hides"
        ]
    }
}
