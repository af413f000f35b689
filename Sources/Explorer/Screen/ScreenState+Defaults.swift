package import Follow
package import TraceModel

/// What a screen does that neither asks, nor is a list, nor is followed.
extension ScreenState {
    package var hasOwnQuery: Bool { false }
    package var spareHints: [Action] { [] }
    package var requests: [RequestID] { [] }
    package mutating func receive(
        _ id: RequestID,
        _ reply: ExplorerReply,
        _ context: inout ScreenContext
    ) {}
    package mutating func requestsWereCancelled() {}
    package mutating func sightChanged(_ context: inout ScreenContext) {}
    package mutating func sourceGrew(_ context: inout ScreenContext) {}

    package var listCursor: ListCursor? {
        get { nil }
        set {}
    }
    package mutating func narrow(to text: String) {}
    package mutating func submit(
        _ text: String,
        _ purpose: PromptState.Purpose,
        _ context: inout ScreenContext
    ) -> QueryTextError? { nil }
    package mutating func obey(_ command: TraceCommand, _ context: inout ScreenContext) {}
    package func mistake(
        in text: String,
        _ purpose: PromptState.Purpose
    ) -> QueryTextError? { nil }
    package func completion(
        of text: String,
        cursor: Int,
        _ purpose: PromptState.Purpose
    ) -> QueryCompletion { QueryCompletion(replaced: 0..<0, candidates: []) }
    package mutating func undo(_ context: inout ScreenContext) -> Bool { false }

    package func listColumns(_ context: ScreenContext) -> ListColumns? { nil }
    package var searchTerms: SearchTerms? { nil }
    package var selectedService: String? { searchTerms?.service }
    package var selectedAttribute: SelectedAttribute? { nil }
    package var shownTrace: TraceID? { nil }
    package func pagerText(_ context: ScreenContext) -> String? { nil }
    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? { nil }
    package func editorText(_ context: ScreenContext) -> EditorText? {
        pagerText(context).map { EditorText($0, .screen) }
    }
    package var copyCount: Int { 0 }
    package var savable: SaveTarget.Content? { nil }
    package var isLookedThrough: Bool { false }
    package var isOfSource: Bool { true }
    package mutating func walk(_ action: Action, from place: SpanPlace) -> SpanWalk { .impossible }
    package mutating func walked(
        _ action: Action,
        _ walk: SpanWalk,
        _ context: inout ScreenContext
    ) {}

    package func nextTick(_ context: ScreenContext) -> Nanoseconds? { nil }
    package mutating func tick(_ context: inout ScreenContext) {}

    package var follower: RequestID? {
        get { nil }
        set {}
    }
    package var asksAgain: Bool { follower != nil }
    package var isFollowed: Bool { asksAgain || showsRatesBelow }
    package mutating func pauseFollowing(_ context: inout ScreenContext) {
        guard let id = follower else { return }
        context.stopFollower(id)
        follower = nil
    }
    package mutating func resumeFollowing(_ context: inout ScreenContext) {}
    package mutating func endFollowing(_ context: inout ScreenContext) {}
    package mutating func receive(_ update: FollowUpdate, _ context: inout ScreenContext) {}
    package var sharedRates: LiveServices? { nil }
    package var showsRatesBelow: Bool { false }
    package mutating func opened(above rates: LiveServices?, _ context: inout ScreenContext) {}
    package mutating func show(_ rates: LiveServices, _ context: ScreenContext) {}
}
