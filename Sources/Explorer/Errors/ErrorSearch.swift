import TraceAnalysis
package import TraceModel

/// Searching for failures, one question after the other: which traces have errors, and then what these traces hold.
///
/// A server that searches only one service at a time is asked for its services and then for each of them. The errors
/// screen and `spoor errors` drive it: they ask the source what ``next()`` says, and hand over what it answered.
package struct ErrorSearch: Sendable {
    package enum Question: Sendable {
        case search(TraceQuery)
        case services
        /// Read these traces whole, for where their failures began.
        case read([TraceSummary])
    }

    /// Traces that are read at most, where neither the query nor a setting says how many.
    package static let traceLimit = 100
    /// How far back is looked where the query does not say.
    package static let lookback: Nanoseconds = .minutes(15)

    /// What is asked, with absolute times.
    package internal(set) var query: TraceQuery
    /// Whether the services were asked one by one.
    package private(set) var isByService = false
    /// Found and not read yet.
    package internal(set) var waiting: [TraceSummary] = []
    /// Being read.
    package private(set) var reading: [TraceSummary] = []
    /// What was read so far.
    package internal(set) var read = FailureCollection()
    /// Traces that the searches found, whether they were read or not.
    package internal(set) var foundCount = 0
    /// A search found as many traces as it was asked for: there may be more.
    package internal(set) var limitHit = false
    /// What must be known of the answers.
    package internal(set) var notes: [String] = []
    /// Words that the source does not know and that were looked at here.
    package private(set) var filteredHere: [String] = []
    /// Why traces could not be read.
    package private(set) var problems: [String] = []
    /// Why the source could not be asked for traces last; they still wait to be read.
    package private(set) var readingFailure: String?
    /// Services that are still to be asked.
    private var services: [String] = []
    private var hasBegun = false
    private let batch: Int

    /// Begins with `query`; `batch` traces are read with one question.
    package init(_ query: TraceQuery, batch: Int = 16) {
        self.query = query
        self.batch = batch
    }

    /// What is asked for: failures, of the last quarter of an hour where the terms do not say of when.
    package static func terms(_ terms: SearchTerms, _ defaults: SearchDefaults) -> SearchTerms {
        var terms = terms
        terms.error = true
        terms.limit = terms.limit ?? defaults.errorLimit
        if terms.window == .unspecified && !defaults.searchesAllTime {
            terms.window = .last(lookback)
        }
        return terms
    }

    /// The next question; nil when all has been asked.
    package mutating func next() -> Question? {
        guard hasBegun else {
            hasBegun = true
            return .search(query)
        }
        if !waiting.isEmpty { return .read(takeWaiting(batch)) }
        guard !services.isEmpty else { return nil }
        guard foundCount < query.limit else {
            limitHit = true
            services = []
            return nil
        }
        var part = query
        part.service = services.removeFirst()
        // The traces to read are shared among the services.
        part.limit = query.limit - foundCount
        return .search(part)
    }

    /// Takes some of the traces that wait, to be read now.
    mutating func takeWaiting(_ count: Int) -> [TraceSummary] {
        reading = Array(waiting.prefix(count))
        waiting.removeFirst(reading.count)
        return reading
    }

    /// Takes what a search found.
    package mutating func take(_ answer: SearchAnswer) {
        var known = Set(waiting.map(\.id)).union(read.summaries.keys)
        let new = answer.summaries.filter { known.insert($0.id).inserted }
        waiting += new
        foundCount += new.count
        limitHit = limitHit || answer.limitHit
        notes += answer.notes.filter { !notes.contains($0) }
        filteredHere += answer.filteredHere.filter { !filteredHere.contains($0) }
    }

    /// Takes the names of the services, which are asked one by one from now on.
    package mutating func take(services names: [String]) { services = names }

    /// Takes what came of reading traces.
    package mutating func take(_ answer: FailureReading) {
        read.add(answer.parts)
        endReading(answer.problems)
    }

    /// The traces that were being read have come, but for those with `problems`.
    mutating func endReading(_ problems: [String]) {
        reading = []
        readingFailure = nil
        self.problems += problems
    }

    /// Notes that a search failed.
    ///
    /// - Returns: The question to ask instead; nil where there is none: then nothing more is asked.
    package mutating func searchFailed(_ error: TraceReaderError) -> Question? {
        services = []
        guard error.kind == .unsupported, query.service == nil, !isByService else { return nil }
        isByService = true
        return .services
    }

    /// Notes that the source could not be asked for traces: they still wait to be read.
    mutating func readingFailed(_ error: TraceReaderError) {
        giveUpReading()
        readingFailure = error.message
    }

    /// What was being read waits again.
    mutating func giveUpReading() {
        waiting = reading + waiting
        reading = []
    }

    /// Asks no further service.
    mutating func stop() { services = [] }
}
