import Client
import Testing
import TraceModel

struct SearchPlanTests {
    private let summaries = Dialect(lists: .v3, search: .summaries, trace: .v3)
    private let legacy = Dialect(lists: .legacy, search: .legacyTraces, trace: .legacy)
    private let oldV3 = Dialect(lists: .v3, search: .v3Traces, trace: .v3)
    private let condition = AttributeCondition(key: "http.status_code", value: "500")

    @Test func `what a server can test it is asked to`() throws {
        let query = recordedQuery("a", attributes: [condition], limit: 5)
        for dialect in [summaries, legacy] {
            let plan = try SearchPlan(query, dialect: dialect)
            #expect(plan.route == dialect.search)
            #expect(plan.asked == query)
            #expect(plan.filteredHere == [])
        }
    }

    @Test func `what a span must not have is tested here, on whole traces`() throws {
        var query = recordedQuery("a", limit: 5)
        query.conditions.insert(.without(AttributeCondition(key: "pod", value: "p-1")))
        let plan = try SearchPlan(query, dialect: summaries)
        #expect(plan.route == .v3Traces)
        #expect(plan.filteredHere == ["tag.pod!=p-1"])
        #expect(plan.asked.withoutAttributes.isEmpty)
    }

    @Test func `a kind is tested here, on whole traces`() throws {
        let query = recordedQuery("a", kind: .server, limit: 5)
        let plan = try SearchPlan(query, dialect: summaries)
        #expect(plan.route == .v3Traces)
        #expect(plan.filteredHere == ["kind=server"])
        #expect(plan.asked.kind == nil)
        #expect(try SearchPlan(query, dialect: legacy).route == .legacyTraces)
    }

    @Test func `attributes are tested here too where the server may ignore them`() throws {
        let query = recordedQuery("a", attributes: [condition], limit: 5)
        let plan = try SearchPlan(query, dialect: oldV3)
        #expect(plan.filteredHere == ["tag.http.status_code=500"])
        #expect(plan.asked.attributes == [condition])
    }

    @Test func `a key is sent once, and its second value tested here`() throws {
        let other = AttributeCondition(key: condition.key, value: "404")
        let query = recordedQuery("a", attributes: [condition, other, condition], limit: 5)
        let plan = try SearchPlan(query, dialect: legacy)
        #expect(plan.asked.attributes == [condition])
        #expect(plan.filteredHere == ["tag.http.status_code=404"])
    }

    @Test func `all services at once need a server that can`() throws {
        let query = recordedQuery(nil, limit: 5)
        #expect(try SearchPlan(query, dialect: summaries).asked.service == nil)
        let error = #expect(throws: TraceReaderError.self) {
            try SearchPlan(query, dialect: legacy)
        }
        #expect(error?.kind == .unsupported)
        #expect(error?.message.contains("service=") == true)
    }

    @Test func `questions that make no sense are refused before they are asked`() {
        let good = recordedQuery("a", limit: 5)
        var backwards = good
        (backwards.start, backwards.end) = (good.end, good.start)
        var crossed = good
        (crossed.minDuration, crossed.maxDuration) = (2, 1)
        var negative = good
        negative.minDuration = -1
        var none = good
        none.limit = 0
        var huge = good
        huge.limit = 1 << 40
        for query in [backwards, crossed, negative, none, huge] {
            for dialect in [summaries, legacy, oldV3] {
                let error = #expect(throws: TraceReaderError.self) {
                    try SearchPlan(query, dialect: dialect)
                }
                #expect(error?.kind == .invalidQuery)
            }
        }
    }
}
