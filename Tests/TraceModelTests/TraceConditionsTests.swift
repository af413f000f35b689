import Testing
import TraceModel

struct TraceConditionsTests {
    private let a = AttributeCondition(key: "a", value: "1")
    private let b = AttributeCondition(key: "b", value: "2")

    @Test func `equal questions are equal, in whatever order they were put together`() {
        let all: [TraceCondition] = [
            .maxDuration(2), .attribute(b), .error(true), .service("s"), .attribute(a),
            .minDuration(1), .kind(.client), .operation("o"), .without(b),
        ]
        var query = TraceQuery(start: .zero, end: .zero)
        query.minDuration = 1
        query.error = true
        query.attributes = [b, a]
        query.operation = "o"
        query.maxDuration = 2
        query.kind = .client
        query.service = "s"
        query.conditions.insert(.without(b))
        #expect(query.conditions == TraceConditions(all))
        #expect(query.conditions.map(\.subject) == query.conditions.map(\.subject).sorted())
        #expect(Set(all.map(\.subject)) == Set(TraceCondition.Subject.allCases))
        #expect(query.attributes == [b, a])
    }

    @Test func `a span may have to lack any number of attributes`() {
        let conditions: TraceConditions = [.without(b), .attribute(b), .without(a)]
        #expect(Array(conditions) == [.attribute(b), .without(b), .without(a)])
    }

    @Test func `there is one condition of a subject, but any number of attributes`() {
        var conditions: TraceConditions = [.service("a"), .attribute(a), .service("b")]
        #expect(Array(conditions) == [.service("b"), .attribute(a)])
        conditions.insert(.attribute(a))
        #expect(conditions.count == 3)
        conditions.remove(.attribute)
        #expect(Array(conditions) == [.service("b")])
        conditions.remove(.service)
        #expect(conditions.isEmpty)
    }

    @Test func `what is set to nothing is gone`() {
        var query = TraceQuery(service: "s", kind: .server, start: .zero, end: .zero)
        query.service = nil
        query.kind = nil
        #expect(query.conditions.isEmpty)
        #expect(query.service == nil && query.error == nil && query.attributes == [])
    }

    @Test func `the query API has no kind and one value of a key`() {
        let other = AttributeCondition(key: "a", value: "3")
        let split = QueryAPIConditions([
            .service("s"), .kind(.server), .attribute(a), .attribute(other), .attribute(a),
            .attribute(b), .error(true), .maxDuration(1),
        ])
        #expect(
            Array(split.asked) == [
                .service("s"), .attribute(a), .attribute(b), .error(true), .maxDuration(1),
            ]
        )
        #expect(split.rest == [.kind(.server), .attribute(other)])
    }

    @Test func `an error is an attribute of the query API, given once`() {
        let split = QueryAPIConditions([
            .attribute(AttributeCondition(key: "error", value: "false")), .error(true),
        ])
        #expect(split.asked.map(\.attribute) == [.error(false)])
        #expect(split.rest == [.error(true)])
        #expect(QueryAPIConditions([.attribute(.error(true)), .error(true)]).rest == [])
    }
}
