package import Explorer
import Follow
import TraceAnalysis
package import TraceModel

/// The explorer as someone uses it: keys go in as text, a scripted source answers, the state can be looked at.
///
///     var journey = Journey()
///     journey.press("j Enter")        // the second service
///     journey.press("/ cart Enter")   // what is no name of a key is typed letter by letter
package struct Journey: Sendable {
    package private(set) var state: ExplorerState
    /// Every effect so far.
    package private(set) var effects: [Effect] = []
    package var source: ScriptedSource
    /// Requests that the source has not answered yet: all of them while ``isHolding``.
    package private(set) var unanswered: [Effect] = []
    /// Answers wait for ``release()`` instead of coming at once.
    package var isHolding = false

    package static let now = Timestamp(nanoseconds: TraceSketch.defaultEpoch + 43_200_000_000_000)

    /// ``now`` by both clocks.
    package static let time = Moment(monotonic: 7_000_000_000_000, wall: now)

    package init(
        rows: Int = 24,
        columns: Int = 80,
        source: ScriptedSource = .shop,
        settings: ExplorerSettings = Journey.settings,
        start: StartScreen = .services,
        isHolding: Bool = false
    ) {
        self.source = source
        self.isHolding = isHolding
        state = ExplorerState(
            settings: settings,
            size: ScreenSize(rows: rows, columns: columns),
            time: Self.time
        )
        take(state.start(start))
    }

    package static var settings: ExplorerSettings {
        ExplorerSettings(sourceName: "prod", baseURL: "http://jaeger:16686")
    }

    /// Presses keys: words apart by blanks, each the name of a key or letters to type.
    package mutating func press(_ words: String) {
        for word in words.split(separator: " ") {
            if word.count > 1, word.first?.isUppercase ?? false, let key = KeyPress(name: "\(word)")
            {
                press(key)
            } else {
                type(String(word))
            }
        }
    }

    package mutating func press(_ key: KeyPress) { send(.key(key)) }

    /// Types every character, blanks too.
    package mutating func type(_ text: String) {
        for character in text { press(.character(character)) }
    }

    package mutating func send(_ event: ExplorerEvent) { take(state.update(event)) }

    package mutating func resize(rows: Int, columns: Int) {
        send(.resize(ScreenSize(rows: rows, columns: columns)))
    }

    /// Lets time pass.
    package mutating func wait(milliseconds: Int64) {
        tick(milliseconds * 1_000_000, wall: milliseconds * 1_000_000)
    }

    /// Sets our clock forward, or back.
    package mutating func setClock(bySeconds seconds: Int64) { tick(0, wall: .seconds(seconds)) }

    private mutating func tick(_ passed: Nanoseconds, wall: Nanoseconds) {
        let time = Moment(
            monotonic: state.time.monotonic + passed,
            wall: state.now.advanced(by: wall)
        )
        source.serverTime = source.serverTime?.advanced(by: passed)
        send(.tick(time))
    }

    /// Lets the source answer what it was asked, and what follows from that.
    package mutating func release() {
        isHolding = false
        let waiting = unanswered
        unanswered = []
        take(waiting, isNew: false)
    }

    /// Lets the source answer only the oldest question.
    package mutating func releaseOne() {
        guard !unanswered.isEmpty else { return }
        let oldest = unanswered.removeFirst()
        guard let (id, reply) = source.answer(oldest) else { return }
        take(state.update(.reply(id, reply)))
    }

    private mutating func take(_ new: [Effect], isNew: Bool = true) {
        if isNew { effects += new }
        for effect in new {
            if case .cancel(let id) = effect {
                unanswered.removeAll { Self.id(of: $0) == id }
                continue
            }
            guard Self.id(of: effect) != nil else { continue }
            if !isHolding, let (id, reply) = source.answer(effect) {
                take(state.update(.reply(id, reply)))
            } else {
                unanswered.append(effect)
            }
        }
    }

    package static func id(of effect: Effect) -> RequestID? {
        switch effect {
        case .load(let id, _), .poll(let id, _), .compute(let id, _), .copy(let id, _, _),
            .save(let id, _), .archive(let id, _), .openLink(let id, _):
            id
        case .follow, .cancel, .pager, .editor, .remember, .pin, .keep, .repaint, .suspend, .quit:
            nil
        }
    }
}

extension Journey {
    /// The loads asked for so far, in order.
    package var loads: [LoadRequest] {
        effects.compactMap { if case .load(_, let request) = $0 { request } else { nil } }
    }

    /// What was asked so far that nobody waits for, in order.
    package var polls: [LoadRequest] {
        effects.compactMap { if case .poll(_, let request) = $0 { request } else { nil } }
    }

    /// Whether the explorer was left, for a shell or altogether, or the screen was drawn anew, by the last key.
    package enum Ending: Sendable { case quit, repaint, suspend }

    /// What the last effect does to the program, if anything.
    package var ending: Ending? {
        switch effects.last {
        case .quit: .quit
        case .repaint: .repaint
        case .suspend: .suspend
        default: nil
        }
    }

    /// The requests that were given up so far, in order.
    package var cancelled: [RequestID] {
        effects.compactMap { if case .cancel(let id) = $0 { id } else { nil } }
    }

    /// The queries that were kept for later runs so far, in order.
    package var remembered: [String] {
        effects.compactMap { if case .remember(let query) = $0 { query } else { nil } }
    }

    /// Whether the explorer was left.
    package var hasQuit: Bool {
        effects.contains { if case .quit = $0 { true } else { false } }
    }

    /// What was copied last.
    package var copied: String? {
        for effect in effects.reversed() { if case .copy(_, let text, _) = effect { return text } }
        return nil
    }

    /// The address that was opened last.
    package var opened: String? {
        for effect in effects.reversed() {
            if case .openLink(_, let link) = effect { return link.url }
        }
        return nil
    }

    /// The list on top, if it is one of services.
    package var services: ServicesState? {
        if case .services(let screen) = state.screen { screen } else { nil }
    }
    package var operations: OperationsState? {
        if case .operations(let screen) = state.screen { screen } else { nil }
    }
    package var traces: TracesState? {
        if case .traces(let screen) = state.screen { screen } else { nil }
    }
    package var errors: ErrorsState? {
        if case .errors(let screen) = state.screen { screen } else { nil }
    }
    package var monitor: MonitorState? {
        if case .monitor(let screen) = state.screen { screen } else { nil }
    }
    package var trace: TraceState? {
        if case .trace(let screen) = state.screen { screen } else { nil }
    }
    package var span: SpanDetails? {
        if case .span(let screen) = state.screen { screen.details } else { nil }
    }
    package var value: ValueState? {
        if case .value(let screen) = state.screen { screen } else { nil }
    }
    package var help: HelpState? {
        if case .help(let screen) = state.screen { screen } else { nil }
    }

    /// Names of the spans in the rows of the tree; `?` for a missing one.
    package var treeNames: [String] {
        guard let trace, let prepared = trace.prepared, let rows = trace.rows else { return [] }
        return rows.nodes.map {
            Int($0) < prepared.tree.spanCount ? prepared.trace[Int($0)].name : "?"
        }
    }

    /// Name of the span selected in the view that is shown.
    package var selectedSpan: String? {
        guard let trace, let prepared = trace.prepared, let node = trace.currentNode else {
            return nil
        }
        return node < prepared.tree.spanCount ? prepared.trace[node].name : "?"
    }

    /// What the line below the screen says: how what is shown was got.
    package var honesty: String { state.screens.last?.honesty(state.context) ?? "" }

    /// What the last line says.
    package var notice: String { state.notice?.text ?? "" }
}
