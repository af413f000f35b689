import Storage
import TraceModel
import WireFormats

/// How long questions take on a full store, first in quiet, then while spans come in.
///
/// `known` is a request whose spans the store has, `newest` are written again and again while it is asked. Asks those whose name has
/// `part` in it.
func measureSearching(
    _ store: SpanStore,
    known: [UInt8],
    newest: [[UInt8]],
    only part: String = ""
) async throws {
    print("")
    row("question", "CPU", "quiet: p50, max", "while spans come in: p50, max")
    let busy = Requests(newest)
    for question in try questions(known) where part.isEmpty || question.name.contains(part) {
        let quiet = await Measure.times(runs: 15) { await question.ask(store) }
        let crowded = await busy.whileWriting(to: store) {
            await Measure.times(runs: 15) { await question.ask(store) }
        }
        row(
            question.name,
            figure(quiet.cpu, "ms"),
            figure(quiet.wall, "ms") + ", " + figure(quiet.longest, "ms"),
            figure(crowded.wall, "ms") + ", " + figure(crowded.longest, "ms")
        )
    }
}

private struct Question {
    var name: String
    var ask: (SpanStore) async -> Void
}

private func questions(_ known: [UInt8]) throws -> [Question] {
    func search(_ name: String, _ change: (inout TraceQuery) -> Void) -> Question {
        var query = TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max), limit: 20)
        change(&query)
        let wanted = query
        return Question(name: name) { store in
            let found = try? store.find(wanted)
            precondition(found != nil, "the search failed")
        }
    }
    let span = Span(columns: try OTLPProtobufDecoder.decode(known).batch.columns, row: 0)
    let user = span.attributes.first("user.id")
    guard case .string(let userID) = user else { return [] }
    return [
        search("service, newest 20") { $0.service = "checkout" },
        search("service and operation, 0.1-1 s, newest 20") {
            ($0.service, $0.operation) = ("cart", "GET /api/v2/users/{id}/cart")
            ($0.minDuration, $0.maxDuration) = (100_000_000, 1_000_000_000)
        },
        search("service and at least 100 s, none") {
            ($0.service, $0.minDuration) = ("cart", 100_000_000_000)
        },
        search("status code 500, newest 20") {
            $0.attributes = [AttributeCondition(key: "http.response.status_code", value: "500")]
        },
        search("one user of 100,000") {
            $0.attributes = [AttributeCondition(key: "user.id", value: userID)]
        },
        search("two frequent values and duration, none") {
            $0.attributes = [
                AttributeCondition(key: "thread.id", value: "7"),
                AttributeCondition(key: "messaging.system", value: "kafka"),
            ]
            $0.minDuration = 100_000_000_000
        },
        search("two values never on one span") {
            $0.attributes = [
                AttributeCondition(key: "thread.id", value: "7"),
                AttributeCondition(key: "user.id", value: "user-none"),
            ]
        },
        search("a value that is nowhere") {
            $0.attributes = [AttributeCondition(key: "user.id", value: "nobody")]
        },
        Question(name: "service, newest 1,500, whole") { store in
            var query = TraceQuery(
                start: .zero,
                end: Timestamp(nanoseconds: .max),
                limit: 1500
            )
            query.service = "checkout"
            var spans = 0
            for trace in (try? store.find(query)) ?? FoundTraces([]) { spans += trace.count }
            precondition(spans > 0, "the search failed")
        },
        Question(name: "trace by id") { store in
            precondition(store.trace(span.traceID) != nil, "the trace is gone")
        },
        Question(name: "services") { store in _ = try? await store.services() },
        Question(name: "operations of a service") { store in
            _ = try? await store.operations(of: "checkout")
        },
        Question(name: "dependencies of all time") { store in
            let links = try? await store.dependencies(
                from: .zero,
                to: Timestamp(nanoseconds: .max)
            )
            precondition(links?.isEmpty == false, "nothing was counted")
        },
        Question(name: "counts") { store in _ = store.counts },
    ]
}

/// The newest requests, to keep a store busy with them again and again.
private struct Requests: Sendable {
    private let requests: [[UInt8]]

    init(_ requests: [[UInt8]]) { self.requests = requests }

    /// Runs `body` while another task writes.
    func whileWriting<Result: Sendable>(
        to store: SpanStore,
        _ body: () async -> Result
    ) async -> Result {
        let requests = requests
        let writer = Task {
            var next = 0
            while !Task.isCancelled {
                if let decoded = try? OTLPProtobufDecoder.decode(requests[next % requests.count]) {
                    _ = store.write(decoded.batch)
                }
                next += 1
                await Task.yield()
            }
        }
        let result = await body()
        writer.cancel()
        await writer.value
        return result
    }
}
