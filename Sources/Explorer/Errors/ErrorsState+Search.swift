import TraceAnalysis
import TraceModel

extension ScreenContext {
    /// `:errors [SERVICE] [QUERY]`: without words, of what `subject` is about.
    mutating func openErrors(_ text: String, of subject: SearchTerms) {
        if text.isEmpty { return openErrors(subject) }
        // A first word that is not key=value names the service.
        let word = text.prefix { $0 != " " }
        let isService = !word.contains("=")
        let query =
            isService
            ? "service=\(QueryTokens.quoted(String(word)))" + text.dropFirst(word.count) : text
        switch parse(query: query) {
        case .failure(let error):
            tell(.error, "\(error.message); write :errors [SERVICE] [QUERY].")
        case .success(let terms): openErrors(terms)
        }
    }

    /// Opens the failures among what `terms` name.
    private mutating func openErrors(_ terms: SearchTerms) {
        let terms = ErrorSearch.terms(terms, settings.search)
        var state = ErrorsState(
            terms: terms,
            query: query(of: terms)
        )
        state.proceed(&self)
        open(state)
    }
}

extension ErrorsState {
    /// Asks for traces with errors anew; what was read is forgotten.
    mutating func searchAnew(_ context: inout ScreenContext) {
        context.cancel(requests)
        search = ErrorSearch(context.query(of: terms))
        readingRequest = nil
        counting = nil
        countRequest = nil
        showRead()
        proceed(&context)
    }

    /// Asks the next question, if there is one.
    fileprivate mutating func proceed(_ context: inout ScreenContext) {
        if let question = search.next() {
            ask(question, &context)
        } else {
            count(&context)
        }
    }

    private mutating func ask(_ question: ErrorSearch.Question, _ context: inout ScreenContext) {
        switch question {
        case .search(let query):
            let service = search.isByService ? (query.service ?? "") + " " : ""
            let id = context.ask(.search(query), what: "searching \(service)for errors")
            answer = .loading(id)
        case .services:
            answer = .loading(context.ask(.services, what: "asking for services"))
        case .read(let traces):
            let done = search.foundCount - search.waiting.count
            let first = done - traces.count + 1
            readingRequest = context.ask(
                .failures(traces),
                what: "reading traces \(first) to \(done) of \(search.foundCount)"
            )
        }
    }

    package mutating func receive(
        _ id: RequestID,
        _ reply: ExplorerReply,
        _ context: inout ScreenContext
    ) {
        if id == countRequest { return receiveCount(reply, &context) }
        switch reply {
        case .search(let found):
            answer = .loaded(())
            asked = context.now
            search.take(found)
            if search.foundCount == 0, terms.service != nil { context.loadServices() }
            proceed(&context)
        case .services(let names):
            context.knownServices = names
            answer = .loaded(())
            search.take(services: names)
            proceed(&context)
        case .failures(let reading): take(reading, &context)
        case .failed(let error): fail(id, error, &context)
        default: break
        }
    }

    private mutating func take(_ reading: FailureReading, _ context: inout ScreenContext) {
        readingRequest = nil
        for problem in reading.problems { context.note(.warning, problem) }
        if live == nil {
            search.take(reading)
            showRead()
            fit(to: context.size)
            proceed(&context)
        } else {
            search.endReading(reading.problems)
            receiveLive(reading, &context)
            fit(to: context.size)
        }
    }

    private mutating func fail(
        _ id: RequestID,
        _ error: TraceReaderError,
        _ context: inout ScreenContext
    ) {
        if answer.request == id {
            if let question = search.searchFailed(error) { return ask(question, &context) }
            answer = .failed(error.message)
        } else {
            search.readingFailed(error)
            readingRequest = nil
        }
        let standsOnScreen = shown.isEmpty && emptyText(context) == error.message
        context.tell(failure: error, standsOnScreen: standsOnScreen)
    }
}
