package import TraceModel
import WireFormats

/// Finds out how a server is best asked, by what its answers hold and not by their status: servers answer
/// unknown routes with 200 and a page, with 400, or with 404.
///
/// Does no I/O: ask what ``step`` says, feed the outcome, until it is done or failed. The order is v3 services,
/// then summaries if v3 is there, then legacy services unless summaries are, and last the page for its version.
package struct DialectProbe: Sendable {
    package enum Step: Sendable, Equatable {
        case ask(QueryAPIRequest)
        case done(Dialect)
        case failed(TraceReaderError)
    }

    /// What came of a request.
    package enum Outcome: Sendable {
        case answer(ServerAnswer)
        /// No answer at all.
        case failure(TraceReaderError)
    }

    private enum Finding {
        case present
        case absent
        /// Neither the route's own answer nor that of an unknown route.
        case unclear
    }

    private enum Question {
        case v3Services
        case summaries
        case legacyServices
        case page
    }

    package private(set) var step: Step
    private var question = Question.v3Services
    private var hasV3 = false
    private var summaries = Finding.absent
    private var hasLegacy = false
    /// The answers to the two lists of services, for the error if neither is one.
    private var refusals: [ServerAnswer] = []

    package init() {
        step = .ask(.v3Services)
    }

    /// Takes the outcome of the request that ``step`` asked for.
    package mutating func feed(_ outcome: Outcome) {
        switch (question, outcome) {
        case (.v3Services, .answer(let answer)):
            hasV3 = answer.content.isServiceListV3
            if hasV3 {
                ask(.summaries, .summariesWithoutTimes)
            } else {
                refusals.append(answer)
                ask(.legacyServices, .legacyServices)
            }
        case (.summaries, .answer(let answer)):
            summaries = Self.finding(in: answer)
            afterSummaries()
        case (.summaries, .failure):
            summaries = .unclear
            afterSummaries()
        case (.legacyServices, .answer(let answer)):
            hasLegacy = answer.content.isLegacyEnvelope && answer.isSuccess
            if hasV3 || hasLegacy {
                ask(.page, .page)
            } else {
                refusals.append(answer)
                step = .failed(AnswerError.noTraceAPI(refusals))
            }
        case (.legacyServices, .failure(let error)):
            // With v3 there is still something to go on with.
            if hasV3 { ask(.page, .page) } else { step = .failed(error) }
        case (.v3Services, .failure(let error)):
            step = .failed(error)
        case (.page, .answer(let answer)):
            finish(page: answer.isSuccess ? answer.text : "")
        case (.page, .failure):
            finish(page: "")
        }
    }

    private mutating func afterSummaries() {
        if summaries == .present {
            ask(.page, .page)
        } else {
            ask(.legacyServices, .legacyServices)
        }
    }

    private mutating func ask(_ question: Question, _ request: QueryAPIRequest) {
        self.question = question
        step = .ask(request)
    }

    /// The version in the title of the page that a backend of ours has; digits and dots are all it may hold.
    private static func spoorVersion(page: String) -> String? {
        guard let title = page.firstRange(of: "<title>spoor ") else { return nil }
        let version = page[title.upperBound...].prefix { $0 != "<" }
        let isPlain = version.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
        return version.isEmpty || version.count > 20 || !isPlain ? nil : String(version)
    }

    private mutating func finish(page: String) {
        let version = ServerVersion(page: page)
        let hasSummaries =
            switch summaries {
            case .present: true
            case .absent: false
            case .unclear: version?.hasSummaries ?? !hasLegacy
            }
        step = .done(
            Dialect(
                lists: hasV3 ? .v3 : .legacy,
                search: hasSummaries ? .summaries : hasLegacy ? .legacyTraces : .v3Traces,
                trace: hasV3 ? .v3 : .legacy,
                version: version,
                spoorVersion: Self.spoorVersion(page: page)
            )
        )
    }

    private static func finding(in answer: ServerAnswer) -> Finding {
        if answer.isRouteAbsent { return .absent }
        if answer.content.isSummaryList || answer.content.isV3Error {
            // 501 is how a server says that its storage cannot.
            return answer.status == 501 ? .absent : .present
        }
        return .unclear
    }
}
