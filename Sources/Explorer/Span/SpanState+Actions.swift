import PlainText
import TraceAnalysis
import TraceModel

extension ScreenContext {
    /// Opens the details of a span.
    mutating func openSpan(_ place: SpanPlace) {
        let links = settings.linkPatterns
        var details = SpanDetails(place.prepared, node: place.node, links: links)
        details.update(&self)
        open(SpanState(details: details))
    }
}

extension SpanState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        if move(action, context) || details.changeFold(action) { return }
        switch action {
        case .open: details.openSelected(&context)
        case .parent, .nextSibling, .previousSibling:
            context.add(.walk(action, SpanPlace(details.prepared, node: details.node)))
        case .search: promptToNarrow(&context)
        case .wrap: details.toggleWrap(&context)
        case .fold, .left: context.say("There is nothing to fold here.")
        case .right: context.say("There is nothing to unfold here.")
        default: context.sayIdle(action)
        }
    }

    package mutating func sightChanged(_ context: inout ScreenContext) { details.update(&context) }

    /// Shows the parent or sibling that the trace below went to.
    package mutating func walked(
        _ action: Action,
        _ walk: SpanWalk,
        _ context: inout ScreenContext
    ) {
        switch walk {
        case .impossible:
            context.say("Nothing above or beside this span can be shown from here; Esc goes back.")
        case .nothing:
            context.say(
                action == .parent
                    ? "This span has no parent here."
                    : "There are no more siblings in this direction."
            )
        case .arrived(let place):
            var new = SpanDetails(place.prepared, node: place.node, links: details.links)
            new.keepFolds(of: details)
            details = new
            details.update(&context)
            fit(to: context.size)
        }
    }
}
