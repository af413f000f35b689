package import Follow
package import TraceModel

/// One screen: what it remembers, what it shows, and what it does when a key is pressed or an answer comes.
///
/// A screen is a folder: its state, its actions, its replies and the line that says how what it shows was got. It is
/// changed in place, one event at a time, and knows of other screens only what their folders offer to open them; what
/// it wants to happen outside goes into the ``ScreenContext``. What it does not need has a default, see
/// `ScreenState+Defaults.swift`.
package protocol ScreenState: Sendable {
    /// The state by its own name, for panes, which have to know every screen.
    var contents: Screen { get }

    /// The screen's part of the breadcrumb.
    var crumb: String { get }

    /// Whether what it asks is no longer about what the screen below is about.
    var hasOwnQuery: Bool { get }

    /// Actions whose keys are worth naming in the last line, most useful first.
    var hints: [Action] { get }

    /// Those that are named where there is room to spare.
    var spareHints: [Action] { get }

    /// How what is shown was got: how many, what is missing, how old.
    func honesty(_ context: ScreenContext) -> String

    /// Makes cursor and scroll fit a terminal of `size`.
    mutating func fit(to size: ScreenSize)

    /// Does what a key on this screen, the help screen or a command asks for.
    mutating func perform(_ action: Action, _ context: inout ScreenContext)

    // MARK: What it asks the source

    /// Requests whose replies this screen still waits for.
    var requests: [RequestID] { get }

    /// Takes the reply to one of ``requests``.
    mutating func receive(
        _ id: RequestID,
        _ reply: ExplorerReply,
        _ context: inout ScreenContext
    )

    /// Forgets requests that were cancelled; what had come stays.
    mutating func requestsWereCancelled()

    /// The rows in sight may be others than before: the size changed, the list was narrowed, or the screen came back on top.
    mutating func sightChanged(_ context: inout ScreenContext)

    /// The backend in the same process has more to answer with than before, or goes on filling up.
    mutating func sourceGrew(_ context: inout ScreenContext)

    // MARK: What the prompt does to it

    /// Selects a row of the list, counted from 0.
    mutating func select(row: Int)

    /// The cursor of a list that can be narrowed; nil for other screens.
    var listCursor: ListCursor? { get set }

    /// Narrows the list to what matches `text`.
    mutating func narrow(to text: String)

    /// Takes a line that was typed for the screen.
    ///
    /// - Returns: What is wrong with it: the prompt then stays open.
    mutating func submit(
        _ text: String,
        _ purpose: PromptState.Purpose,
        _ context: inout ScreenContext
    ) -> QueryTextError?

    /// Does what a command of the prompt asks of the trace on the screen.
    mutating func obey(_ command: TraceCommand, _ context: inout ScreenContext)

    /// What is wrong with a line that is being typed for the screen.
    func mistake(in text: String, _ purpose: PromptState.Purpose) -> QueryTextError?

    /// What Tab offers in a line that is being typed for the screen.
    func completion(
        of text: String,
        cursor: Int,
        _ purpose: PromptState.Purpose
    ) -> QueryCompletion

    /// Undoes the last narrowing, choice or zoom; false when there is nothing to undo.
    mutating func undo(_ context: inout ScreenContext) -> Bool

    // MARK: What others take from it

    /// The list on the screen whose columns can be chosen; nil where there is none.
    func listColumns(_ context: ScreenContext) -> ListColumns?

    /// The service, operation or query that the screen is about; nil leaves the question to the screen below.
    var searchTerms: SearchTerms? { get }

    /// The service of commands that need one and name none.
    var selectedService: String? { get }

    /// What a key after `a` acts on; nil where no attribute is selected.
    var selectedAttribute: SelectedAttribute? { get }

    /// The trace whose spans ``submit(_:_:_:)`` finds, filters and groups; nil on other screens.
    var shownTrace: TraceID? { get }

    /// What a key after `y` copies; nil when it means nothing here.
    func copyText(_ item: CopyItem, _ context: ScreenContext) -> String?

    /// All of what is shown as text, uncut and as far as it is narrowed, folded and filtered; nil where nothing is shown.
    func pagerText(_ context: ScreenContext) -> String?

    /// What an editor shows: the selected value, else what ``pagerText(_:)`` has.
    func editorText(_ context: ScreenContext) -> EditorText?

    /// How many things a copy is about; 0 for the selected one.
    var copyCount: Int { get }

    /// What `:save` writes.
    var savable: SaveTarget.Content? { get }

    /// Whether a question that this screen has no answer to goes to the one below.
    var isLookedThrough: Bool { get }

    /// Whether what is shown came from the source, so that the source's own warnings apply to it.
    var isOfSource: Bool { get }

    /// Goes to the parent or a sibling of the span that a screen above shows.
    mutating func walk(_ action: Action, from place: SpanPlace) -> SpanWalk

    /// Takes what the screen below answered to ``walk(_:from:)``.
    mutating func walked(
        _ action: Action,
        _ walk: SpanWalk,
        _ context: inout ScreenContext
    )

    // MARK: Time

    /// When ``tick(_:)`` has something to do or the screen has to be drawn again, by the monotonic clock.
    func nextTick(_ context: ScreenContext) -> Nanoseconds?

    /// Does what is due; called for the screen on top alone.
    mutating func tick(_ context: inout ScreenContext)

    // MARK: Following

    /// The name of what feeds the screen while it is followed; nil while it is not, or another screen is.
    var follower: RequestID? { get set }

    /// Whether the source is asked again and again for this screen.
    var asksAgain: Bool { get }

    /// Whether the key that follows would stop it: the screen is followed, or waits for another one that is.
    var isFollowed: Bool { get }

    /// Another screen is followed from now on: the source is asked one question at a time.
    mutating func pauseFollowing(_ context: inout ScreenContext)

    /// Resumes what was followed before another screen was.
    mutating func resumeFollowing(_ context: inout ScreenContext)

    /// Stops following; what was last shown stays.
    mutating func endFollowing(_ context: inout ScreenContext)

    /// Takes what the follower saw.
    mutating func receive(_ update: FollowUpdate, _ context: inout ScreenContext)

    /// The figures of services that screens above may show too.
    var sharedRates: LiveServices? { get }

    /// Shows the figures of a screen below rather than its own.
    var showsRatesBelow: Bool { get }

    /// The screen is on top now; `rates` are those of the screen below, if it is followed.
    mutating func opened(above rates: LiveServices?, _ context: inout ScreenContext)

    /// Takes new figures of a screen below.
    mutating func show(_ rates: LiveServices, _ context: ScreenContext)
}

extension ScreenState {
    package var kind: ScreenKind { contents.kind }
}
