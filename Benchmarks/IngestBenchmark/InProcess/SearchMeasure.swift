import Storage
import TraceModel
import WireFormats

/// How long questions take on a full store, first in quiet, then while spans come in.
func measureSearching(_ store: MemoryStore, _ requests: [[UInt8]]) async throws {
    print("")
    row("question", "CPU", "quiet: p50, max", "while spans come in: p50, max")
    let busy = Requests(requests)
    for question in try questions(requests) {
        let quiet = Measure.times(runs: 15) { question.ask(store) }
        let crowded = await busy.whileWriting(to: store) {
            Measure.times(runs: 15) { question.ask(store) }
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
    var ask: (MemoryStore) -> Void
}

private func questions(_ requests: [[UInt8]]) throws -> [Question] {
    func search(_ name: String, _ change: (inout TraceQuery) -> Void) -> Question {
        var query = TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max), limit: 20)
        change(&query)
        let wanted = query
        return Question(name: name) { store in
            let found = try? store.find(wanted)
            precondition(found != nil, "the search failed")
        }
    }
    let old = try OTLPProtobufDecoder.decode(requests[requests.count / 10]).batch
    let span = Span(columns: old.columns, row: 0)
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
        search("one user of many, about 1 trace") {
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
        search("service, newest 1,500") { ($0.service, $0.limit) = ("checkout", 1500) },
        Question(name: "trace by id") { store in
            precondition(store.trace(span.traceID) != nil, "the trace is gone")
        },
        Question(name: "counts") { store in _ = store.counts },
    ]
}

/// The newest requests, to keep a store busy with them again and again.
private struct Requests: Sendable {
    private let requests: [[UInt8]]

    init(_ requests: [[UInt8]]) { self.requests = Array(requests.suffix(400)) }

    /// Runs `body` while another task writes.
    func whileWriting<Result: Sendable>(
        to store: MemoryStore,
        _ body: () -> Result
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
        let result = body()
        writer.cancel()
        await writer.value
        return result
    }
}
