import HTTPServer
import QueryServer
package import TraceModel

/// What an operator should know of a running backend, each said when it begins and then once a minute at most.
package struct BackendNews: Sendable {
    /// What is looked at: totals since the start, but for `omittedOperations`.
    package struct Figures: Sendable, Equatable {
        package var evictedTraces = 0
        package var continuedTraces = 0
        package var omittedOperations = 0
        /// By the listener's name.
        package var refusedConnections: [String: Int] = [:]
        package var closedIdle: [String: Int] = [:]
        package var stalled: [String: Int] = [:]
        package var refusedAnswers = 0
        package var refusedBodies = 0

        package init() {}
    }

    /// Something to say.
    package struct Item: Sendable, Equatable {
        package let isWarning: Bool
        package let text: String
        /// Of what it says how many there were since it was last said.
        package let count: Int
        /// What is counted.
        package let unit: String
    }

    private static let pause: Nanoseconds = 60_000_000_000

    private var said: [String: (count: Int, time: Timestamp)] = [:]

    package init() {}

    /// What is new and due to be said.
    package mutating func items(_ figures: Figures, at now: Timestamp) -> [Item] {
        var items: [Item] = []
        func say(_ text: String, _ count: Int, _ unit: String, isWarning: Bool = true) {
            let last = said[text]
            guard count > last?.count ?? 0 else { return }
            if let last, now.since(last.time) < Self.pause { return }
            said[text] = (count, now)
            items.append(
                Item(
                    isWarning: isWarning,
                    text: text,
                    count: count - (last?.count ?? 0),
                    unit: unit
                )
            )
        }
        say(
            "the oldest traces are deleted to make room for new ones",
            figures.evictedTraces,
            "traces",
            isWarning: false
        )
        say(
            "spans came for traces that had been deleted; keep more with --memory or --max-traces",
            figures.continuedTraces,
            "traces"
        )
        say(
            "lists of operations are not whole: a service has too many, perhaps ids in span names",
            figures.omittedOperations,
            "operations"
        )
        for (name, count) in figures.refusedConnections.sorted(by: { $0.key < $1.key }) {
            say(
                "\(name) refuses connections: too many are open and none is idle; "
                    + "a larger --memory or limit of open files (ulimit -n) lets more in",
                count,
                "connections"
            )
        }
        for (name, count) in figures.closedIdle.sorted(by: { $0.key < $1.key }) {
            say("\(name) closes idle connections to make room for new ones", count, "connections")
        }
        for (name, count) in figures.stalled.sorted(by: { $0.key < $1.key }) {
            say("\(name) cut off clients that did not read their answers", count, "connections")
        }
        say(
            "questions were refused: there is no memory for more answers; give more with --memory",
            figures.refusedAnswers,
            "questions"
        )
        say(
            "requests were refused: there is no memory for more bodies; give more with --memory",
            figures.refusedBodies,
            "requests"
        )
        return items
    }
}

extension Backend {
    /// What there is to be told of now.
    package var newsFigures: BackendNews.Figures {
        var figures = BackendNews.Figures()
        let counts = store.counts
        figures.evictedTraces = counts.evictedTraces
        figures.continuedTraces = counts.continuedTraces
        figures.omittedOperations = counts.omittedOperations
        for listener in listeners {
            guard let counts = listener.http?.counts else { continue }
            figures.refusedConnections[listener.name] = counts.refused
            figures.closedIdle[listener.name] = counts.closedIdle
            figures.stalled[listener.name] = counts.stalled
        }
        figures.refusedAnswers = queryServer.memory.refused
        figures.refusedBodies = bodies.refused
        return figures
    }
}
