import Client
import HTTPServer
import TestSupport
import Testing
import TraceModel

/// What every recorded server must give through the client.
struct RecordedServersTests {
    @Test(arguments: RecordedSet.all)
    func `the server is told apart by what it answers`(set: RecordedSet) async throws {
        try await withRecorded(set) { reader, server in
            let first = try await reader.describe()
            #expect(first.label == set.label)
            let count = server.asked.count
            let second = try await reader.describe()
            #expect(second == first)
            #expect(server.asked.count == count, "the probe is not repeated")
        }
    }

    @Test(arguments: RecordedSet.jaegers)
    func `all services are listed in order`(set: RecordedSet) async throws {
        try await withRecorded(set) { reader, _ in
            let services = try await reader.services()
            #expect(services.count == 42)
            #expect(services == services.sorted())
            #expect(services.contains("inventory (legacy)/v2 ünï"))
        }
    }

    @Test func `a tenant without data has no services, and no traces`() async throws {
        try await withRecorded(.tenancy) { reader, server in
            let services = try await reader.services()
            #expect(services == [])
            let found = try await reader.search(recordedQuery("svc-a", limit: 3), progress: nil)
            #expect(found.summaries == [])
            #expect(!found.limitHit)
            let error = await failure {
                _ = try await reader.trace(
                    try id("5b8efff798038103d269b633813fc60c"),
                    near: nil,
                    raw: false,
                    progress: nil
                )
            }
            #expect(error?.kind == .notFound)
            // The summaries probe was not recorded here; the version decides.
            #expect(server.asked.filter { $0.hasPrefix("501") }.count == 1)
        }
    }

    @Test func `VictoriaTraces gives its services`() async throws {
        try await withRecorded(.victoria) { reader, _ in
            let services = try await reader.services()
            #expect(services.count == 19)
            #expect(services.first == "-")
        }
    }

    @Test(arguments: RecordedSet.jaegers + [.victoria])
    func `operations of a service, also of an odd name`(set: RecordedSet) async throws {
        let knowsKinds = set.name != "victoriatraces"
        try await withRecorded(set, intercept: refuseOperationsWithKinds) { reader, server in
            let frontend = try await reader.operations(of: "frontend")
            let kind: SpanKind? = knowsKinds ? .server : nil
            #expect(frontend.contains(Operation(name: "POST /api/checkout", kind: kind)))
            #expect(frontend.map(\.name) == frontend.map(\.name).sorted())
            let odd = try await reader.operations(of: "inventory (legacy)/v2 ünï")
            #expect(odd.contains { $0.name == "cron: sync inventory → warehouse (nächtlich)" })
            let refused = server.asked.filter { $0.contains("/api/operations?") }
            #expect(refused.count == (knowsKinds ? 0 : 1), "an absent route is not tried twice")
        }
    }

    /// VictoriaTraces' words for an unknown route, which was recorded with another parameter.
    private func refuseOperationsWithKinds(_ request: ServerRequest) -> ServerResponse? {
        guard request.path == "/select/jaeger/api/operations" else { return nil }
        return .text(400, "unsupported path requested: \"\(request.path)\"\n")
    }

    @Test(arguments: RecordedSet.jaegers)
    func `a search gives the same summaries whatever the family`(set: RecordedSet) async throws {
        try await withRecorded(set) { reader, _ in
            let query = recordedQuery("frontend", operation: "GET /dispatch", limit: 20)
            let found = try await reader.search(query, progress: nil)
            #expect(found.summaries.count == 20)
            #expect(found.limitHit)
            #expect(found.filteredHere == [])
            #expect(found.notes == [])
            let starts = found.summaries.map(\.start)
            #expect(starts == starts.sorted(by: >))
            let failed = try #require(
                found.summaries.first { $0.id.hex == "1fc106b1285c2f3377da419c5481f50d" }
            )
            #expect(failed.rootService == "frontend")
            #expect(failed.rootOperation == "GET /dispatch")
            #expect(failed.spanCount == 4)
            #expect(failed.errorCount == 1)
            #expect(failed.orphanCount == 0)
            #expect(failed.services.map(\.name) == ["customer", "frontend", "mysql"])
            #expect(failed.services.map(\.spanCount) == [1, 2, 1])
        }
    }

    @Test func `VictoriaTraces is searched in documented parameters alone`() async throws {
        try await withRecorded(.victoria) { reader, server in
            let query = recordedQuery("frontend", minDuration: 500_000_000, limit: 3)
            let found = try await reader.search(query, progress: nil)
            #expect(!found.summaries.isEmpty)
            let odd = recordedQuery("inventory (legacy)/v2 ünï", limit: 2)
            let oddlyNamed = try await reader.search(odd, progress: nil)
            #expect(oddlyNamed.summaries.count == 2)
            let errors = recordedQuery(
                "payment",
                attributes: [AttributeCondition(key: "error", value: "true")],
                limit: 3
            )
            let failed = try await reader.search(errors, progress: nil)
            #expect(failed.limitHit)
            let targets = server.asked.filter { $0.contains("/api/traces?") }
            #expect(targets.allSatisfy { !$0.contains("lookback") && !$0.contains("raw") })
        }
    }

    @Test(
        arguments: RecordedSet.jaegers,
        [
            "effb634817a9fea4dd1280cd8230f845", "a6aadfb342f5716e722979b5ef21c698",
            "0000000000000000" + "0123456789abcdef",
        ]
    )
    func `one trace is read whole`(set: RecordedSet, hex: String) async throws {
        try await withRecorded(set) { reader, _ in
            let answer = try await reader.trace(try id(hex), near: nil, raw: false, progress: nil)
            #expect(answer.trace.id.hex == hex)
            #expect(answer.trace.count > 0)
            #expect(answer.notes == [])
        }
    }

    @Test func `VictoriaTraces is asked for 32 digits, and 200 without data is no trace`()
        async throws
    {
        try await withRecorded(.victoria) { reader, _ in
            for text in ["69FB09FDDA89A0A6649AA0801E9100B9", "0123456789abcdef"] {
                let answer = try await reader.trace(
                    try id(text),
                    near: nil,
                    raw: false,
                    progress: nil
                )
                #expect(answer.trace.count > 0)
            }
            let error = await failure {
                _ = try await reader.trace(
                    try id("ffffffffffffffffffffffffffffffff"),
                    near: nil,
                    raw: false,
                    progress: nil
                )
            }
            #expect(error?.kind == .notFound)
        }
    }

    @Test func `a large trace of VictoriaTraces comes whole`() async throws {
        try await withRecorded(.victoria) { reader, _ in
            let answer = try await reader.trace(
                try id("a34c4c7857a99ae771757228dcadfda8"),
                near: nil,
                raw: false,
                progress: nil
            )
            #expect(answer.trace.count == 13_261)
        }
    }

    @Test(arguments: RecordedSet.jaegers)
    func `a search without matches is empty, not an error`(set: RecordedSet) async throws {
        try await withRecorded(set) { reader, _ in
            let query = recordedQuery("no-such-service", limit: 3)
            let found = try await reader.search(query, progress: nil)
            #expect(found.summaries == [])
            #expect(!found.limitHit)
        }
    }

    @Test(arguments: RecordedSet.jaegers)
    func `an unknown trace is not found, with the server's words`(set: RecordedSet) async throws {
        try await withRecorded(set) { reader, server in
            let error = await failure {
                _ = try await reader.trace(
                    try id("ffffffffffffffffffffffffffffffff"),
                    near: recordedStart...recordedEnd,
                    raw: false,
                    progress: nil
                )
            }
            #expect(error?.kind == .notFound)
            #expect(error?.message.contains("No traces found") == true)
            #expect(server.asked.filter { $0.contains("ffff") }.count == 2, "again without hint")
        }
    }
}
