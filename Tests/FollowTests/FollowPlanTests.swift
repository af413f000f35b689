import Testing
import TraceModel

@testable import Follow

/// What conditions mean for following.
struct FollowPlanTests {
    private static let sample: [TraceCondition] = TraceCondition.Subject.allCases.map { subject in
        switch subject {
        case .service: .service("web")
        case .operation: .operation("GET /")
        case .kind: .kind(.server)
        case .attribute: .attribute(AttributeCondition(key: "k", value: "1"))
        case .without: .without(AttributeCondition(key: "k", value: "1"))
        case .error: .error(true)
        case .minDuration: .minDuration(1)
        case .maxDuration: .maxDuration(1)
        }
    }

    private func plan(_ conditions: [TraceCondition]) -> FollowPlan {
        FollowPlan(
            TraceQuery(TraceConditions(conditions), start: .zero, end: .zero),
            ability: SearchAbility(route: .summaries)
        )
    }

    @Test func `every trace is wanted only without any condition`() {
        #expect(plan([]).isUnconditional)
        for condition in Self.sample {
            #expect(!plan([condition]).isUnconditional, "\(condition)")
        }
    }

    @Test func `whole traces travel for what the server cannot be asked`() {
        for condition in Self.sample {
            #expect(
                plan([condition]).movesSpans == ([.kind, .without].contains(condition.subject)),
                "\(condition)"
            )
        }
        let values = ["1", "2"].map {
            TraceCondition.attribute(AttributeCondition(key: "k", value: $0))
        }
        #expect(plan(values).movesSpans)
        #expect(plan(values).limit(FollowSettings()) == FollowSettings().traceLimit)
    }

    @Test func `a summary tells of a service and of errors`() {
        for condition in Self.sample {
            let query = TraceQuery([condition], start: .zero, end: .zero)
            #expect(
                FollowPlan.canTakeArrivals(query)
                    == [.service, .error].contains(condition.subject),
                "\(condition)"
            )
        }
        for (value, tells) in [("true", true), ("1", true), ("false", false), ("perhaps", false)] {
            let error = AttributeCondition(key: "error", value: value)
            let query = TraceQuery(attributes: [error], start: .zero, end: .zero)
            #expect(FollowPlan.canTakeArrivals(query) == tells, "\(value)")
        }
        #expect(
            !FollowPlan.canTakeArrivals(TraceQuery([.error(false)], start: .zero, end: .zero))
        )
    }
}
