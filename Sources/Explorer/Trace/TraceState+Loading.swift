import PlainText
import TraceAnalysis
import TraceModel

extension ScreenContext {
    /// Opens a trace of a list, perhaps with a span to select; `alone` shows it instead of all other screens.
    ///
    /// `service` is the one that it was searched by.
    mutating func openTrace(
        _ summary: TraceSummary,
        span: SpanID? = nil,
        service: String?,
        alone: Bool = false
    ) {
        openTrace(
            summary.id,
            near: summary.recordedTime,
            summary: summary,
            span: span,
            service: service,
            alone: alone
        )
    }

    /// Opens a trace by its id.
    mutating func openTrace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        summary: TraceSummary? = nil,
        span: SpanID?,
        service: String? = nil,
        alone: Bool = false
    ) {
        let request = ask(.trace(id, near: near, raw: false), what: "loading trace \(id.short)")
        let state = TraceState(
            id: id,
            near: near,
            summary: summary,
            wanted: span,
            searchedService: service,
            foldsFrom: settings.foldsFrom,
            linkPatterns: settings.linkPatterns,
            request: request
        )
        add(alone ? .openAlone(state) : .open(state))
    }

    /// Opens the trace that a pasted id or address names.
    ///
    /// One word may be the id of a trace whatever it looks like, several are none.
    mutating func openPasted(_ text: String) {
        let isWord = text.split(whereSeparator: \.isWhitespace).count == 1
        guard let named = TraceIDText(text) ?? (isWord ? TraceIDText(written: text) : nil) else {
            return tell(.error, "There is no trace id in “\(text.prefix(40))”.")
        }
        open(named)
    }

    /// Opens the trace that the user names after `:trace`, where it can be nothing else.
    mutating func openNamed(_ text: String) {
        guard let named = TraceIDText(written: text) else {
            return tell(.error, "“\(text.prefix(40))” is not a trace id: an id cannot be zero.")
        }
        open(named)
    }

    private mutating func open(_ named: TraceIDText) {
        if let address = named.baseURL, let baseURL = settings.baseURL, address != baseURL {
            tell(.warning, "The link points to \(address); \(baseURL) is asked instead.")
        }
        openTrace(named.traceID, near: nil, span: named.spanID)
    }
}

extension TraceState {
    /// Asks for the trace again, as stored or adjusted.
    mutating func reload(_ context: inout ScreenContext) {
        let wantsRaw = wantsRaw
        context.likes.forget()
        context.cancel(requests)
        requestsWereCancelled()
        self.wantsRaw = wantsRaw
        loading = .loading(
            context.ask(.trace(id, near: near, raw: wantsRaw), what: "loading trace \(id.short)")
        )
    }

    mutating func adjustTimes(_ context: inout ScreenContext) {
        wantsRaw.toggle()
        reload(&context)
    }

    package mutating func receive(
        _ id: RequestID,
        _ reply: ExplorerReply,
        _ context: inout ScreenContext
    ) {
        if growth?.request == id { return receiveGrowth(reply, &context) }
        switch reply {
        case .trace(let prepared):
            asked = context.now
            show(prepared, &context)
            return
        case .computed(let result): take(result, &context)
        case .failed(let error):
            loading = .failed(error.message)
            wantsRaw = isRaw
            context.tell(failure: error, standsOnScreen: self.prepared == nil)
        default: break
        }
        fit(to: context.size)
        selectionMoved()
    }

    /// Shows a trace that came, and searches it for what the one before was searched for.
    mutating func show(_ prepared: PreparedTrace, _ context: inout ScreenContext) {
        context.seenAttributes.add(prepared.seenAttributes)
        let known = find
        take(prepared)
        fit(to: context.size)
        prepareView(&context)
        guard let known else { return }
        // What was typed before the trace was there has not been gone to yet.
        let isNew = !known.isComplete
        let hidesOthers = isNew && known.hidesOthers
        beginFind(
            known.text,
            known.sought,
            jumps: isNew && known.jumps,
            hidesOthers: hidesOthers,
            &context
        )
    }

    /// Starts what the view that is shown still needs.
    mutating func prepareView(_ context: inout ScreenContext) {
        guard let prepared else { return }
        prepareLooks(&context)
        switch view {
        case .tree: prepareConcurrency(&context)
        case .flame, .statistics, .graph: prepareAnalysis(prepared, &context)
        case .spans:
            guard !views.table.isSorted, views.table.request == nil else { return }
            let work = Computation.sortSpans(prepared, views.table.order)
            views.table.request = context.compute(work, what: "sorting spans")
        case .events:
            guard !views.events.isLoaded, views.events.request == nil else { return }
            views.events.request = context.compute(.events(prepared), what: "collecting events")
        case .json:
            guard views.json.lines?.form != views.json.form, views.json.request == nil else {
                return
            }
            let work = Computation.json(prepared, isRaw: isRaw, views.json.form)
            views.json.request = context.compute(work, what: "laying out JSON")
        case .story:
            guard views.story.story == nil, views.story.request == nil else { return }
            views.story.request = context.compute(.story(prepared), what: "telling the trace")
        }
    }

    private mutating func take(_ result: ComputationResult, _ context: inout ScreenContext) {
        let node = anchor ?? selectedNode
        switch result {
        case .hits(let hits): return take(hits: hits, &context)
        case .spans(let rows):
            views.table.request = nil
            views.table.isSorted = true
            views.table.rows = rows
        case .events(let rows):
            views.events.request = nil
            views.events.isLoaded = true
            views.events.rows = rows
        case .json(let lines):
            views.json.request = nil
            views.json.lines = lines
        case .story(let story):
            views.story.request = nil
            views.story.story = story
        case .colors(let colors):
            views.colors.take(colors)
            return
        case .lines(let lines): return take(lines: lines, &context)
        case .statistics(let found): views.statistics.take(found)
        case .boxes(let found): views.flame.take(found)
        case .graph(let found): views.graph.take(found)
        case .concurrency(let found): return take(found)
        // The context takes one, the root the other.
        case .likes, .text: return
        }
        if let node, view != .tree { go(to: node) }
    }
}
