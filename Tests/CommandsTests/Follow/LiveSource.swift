import Follow
import Synchronization
import TestSupport
import TraceModel

/// A source that answers each search as a test says, and remembers what it was asked.
final class LiveSource: SearchedSource {
    typealias Answer =
        @Sendable (_ number: Int, _ query: TraceQuery) throws(TraceReaderError) -> SearchAnswer

    private let route: SearchAbility.Route
    private let answer: Answer
    private let names: [String]
    private let asked = Mutex<[TraceQuery]>([])

    /// - Parameters:
    ///   - route: What it says of its searches.
    ///   - services: Those that it lists.
    ///   - answer: Called with the number of the search, from 0 on, and its query.
    init(
        route: SearchAbility.Route = .summaries,
        services: [String] = [],
        _ answer: @escaping Answer
    ) {
        self.route = route
        names = services
        self.answer = answer
    }

    var queries: [TraceQuery] { asked.withLock { $0 } }

    func describe() async throws(TraceReaderError) -> SourceDescription {
        SourceDescription(label: "live", search: SearchAbility(route: route))
    }

    func services() async throws(TraceReaderError) -> [String] { names }

    func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        let number = asked.withLock { asked in
            asked.append(query)
            return asked.count - 1
        }
        return try answer(number, query)
    }
}
