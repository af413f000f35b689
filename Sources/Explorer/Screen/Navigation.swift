import TraceModel

/// Another screen that is wanted.
enum Navigation: Sendable {
    /// On top of the others.
    case open(any ScreenState)
    /// Instead of all others.
    case openAlone(any ScreenState)
    /// Back to the first screen where it is of that kind, else on top of the others.
    case openFirst(any ScreenState)
    /// One screen back.
    case back
    /// What a key on the screen on top does.
    case perform(Action)
    /// The beginning of a command, to be completed and run.
    case type(String)
    /// A span beside this one, in the screen below as well, so that going back returns to the same span.
    case walk(Action, SpanPlace)
    /// The screen that shows the spans of a trace, as if a line had been typed there.
    case submit(String, PromptState.Purpose, to: TraceID)
    /// Columns or colours of the screen on top are others than before.
    case sightChanged
    /// The nearest screen that shows a trace obeys.
    case order(TraceCommand)
    /// Stop following the screen below that feeds this one.
    case endFollowingBelow
}

extension ScreenContext {
    mutating func open(_ screen: any ScreenState) { add(.open(screen)) }
    mutating func goBack() { add(.back) }
}
