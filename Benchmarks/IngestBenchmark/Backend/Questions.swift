import TraceAnalysis
import TraceModel
import WireFormats

/// What is asked of a full backend, made of what it holds.
struct Questions {
    struct Question {
        var name: String
        var target: String
    }

    let all: [Question]

    init(_ backend: ServedBackend) throws {
        let connection = try backend.connect("query")
        let window = "start=1790000000000000&end=1900000000000000"
        let search = "/api/traces?\(window)&limit=20&service="
        let answer = try connection.get(search + "checkout")
        var decoder = TraceDecoder(format: .jaegerJSON)
        try decoder.feed(answer.body)
        let trace = try decoder.finish().traces.first
        guard let trace else {
            throw ChildProgram.Failure(description: "the backend found no trace")
        }
        let user = trace[0].attributes.first("user.id").map { $0.canonicalString } ?? ""
        all = [
            Question(name: "services", target: "/api/services"),
            Question(name: "operations", target: "/api/services/checkout/operations"),
            Question(name: "trace by id", target: "/api/traces/\(trace.id.jaegerHex)"),
            Question(name: "service, newest 20", target: search + "checkout"),
            Question(
                name: "rare tag (a user)",
                target: search
                    + "\(trace[0].resource.serviceName)&tags=%7B%22user.id%22:%22\(user)%22%7D"
            ),
            Question(
                name: "tag (status 500)",
                target: search + "cart&tags=%7B%22http.response.status_code%22:%22500%22%7D"
            ),
            Question(name: "at least 100 ms", target: search + "cart&minDuration=100ms"),
            Question(name: "at least 1 h, none", target: search + "cart&minDuration=1h"),
            Question(
                name: "newest 1,500 whole",
                target: "/api/traces?\(window)&limit=1500&service=checkout"
            ),
            Question(
                name: "a value that is nowhere",
                target: search + "cart&tags=%7B%22user.id%22:%22nobody%22%7D"
            ),
            Question(
                name: "metrics of a service",
                target:
                    "/api/metrics/latencies?service=checkout&quantile=0.95&groupByOperation=true"
                    + "&endTs=1790007200000&lookback=7200000&step=60000&ratePer=600000"
            ),
            Question(
                name: "dependencies",
                target: "/api/dependencies?endTs=1900000000000&lookback=200000000000"
            ),
        ]
    }
}
