import Follow
import TraceModel

extension ExplorerState {
    /// Hands a reply to the screen that waits for it; one that nobody waits for is dropped.
    mutating func receive(_ id: RequestID, _ reply: ExplorerReply) {
        guard let sent = pending[id]?.sent else { return }
        if case .progress(let progress) = reply {
            context.pending[id]?.progress = progress
            return
        }
        context.pending[id] = nil
        noteClock(reply, sent)
        if reply.isAnswer { context.noteAnswer() }
        let waiting = screens.firstIndex { $0.requests.contains(id) }
        if case .failed(let error) = reply, error.kind == .cancelled {
            if let waiting { screens[waiting].requestsWereCancelled() }
            return
        }
        if source.request == id { return receiveSource(reply) }
        if context.likes.take(id, reply) { return act { $0.sightChanged(&$1) } }
        if let service = context.completionRequests.removeValue(forKey: id) {
            if case .operations(let list) = reply {
                context.knownOperations[service] = list.operations
            }
            return
        }
        if context.servicesRequest == id {
            context.servicesRequest = nil
            if case .services(let names) = reply { context.knownServices = names }
            return
        }
        if case .computed(.text(let text)) = reply { return page(text) }
        if case .done(let text) = reply { return context.tell(.info, text) }
        if let waiting {
            act(at: waiting) { $0.receive(id, reply, &$1) }
            if screens.indices.contains(waiting) { shareRates(from: waiting) }
        } else if case .failed(let error) = reply {
            context.tell(failure: error, standsOnScreen: false)
        }
    }

    /// Gives the text of a screen to the pager.
    private mutating func page(_ text: String?) {
        if let text, !text.isEmpty {
            context.add(.pager(text: text))
        } else {
            context.say("There is nothing to show in the pager yet.")
        }
    }

    /// Learns the source's clock from an answer that shows it.
    private mutating func noteClock(_ reply: ExplorerReply, _ sent: Moment) {
        let date: Timestamp? =
            switch reply {
            case .metrics(let answer): answer?.serverTime
            case .search(let answer): answer.serverTime
            default: nil
            }
        if let date { context.sourceClock.note(date: date, sent: sent, received: time) }
    }

    private mutating func receiveSource(_ reply: ExplorerReply) {
        switch reply {
        case .source(let description):
            context.source = .loaded(description)
            for caveat in description.caveats { context.tell(.warning, caveat) }
        case .failed(let error):
            context.source = .failed(error.message)
        default: break
        }
    }

    /// Takes the figures of a backend in the same process.
    ///
    /// A list that was asked for while the backend was still filling is asked for again when it has filled, and before
    /// that while the list is empty.
    mutating func receive(_ new: SourceFigures) {
        let hasMore = figures != nil && figures?.underWay != new.underWay
        context.figures = new
        if hasMore { act { $0.sourceGrew(&$1) } }
    }
}

extension ExplorerReply {
    /// Whether the source answered.
    fileprivate var isAnswer: Bool {
        switch self {
        case .source, .services, .operations, .search, .trace, .metrics, .calls, .likes: true
        case .failures(let reading): !reading.parts.isEmpty
        case .computed, .progress, .done, .failed: false
        }
    }
}
