import PlainText
import Testing
import TraceModel

@testable import Explorer

/// The table of the query language's terms.
struct QueryTermTests {
    private func parse(_ text: String) throws -> SearchTerms {
        try QueryText.parse(text, now: Timestamp(nanoseconds: 1 << 60), zone: .utc).get()
    }

    @Test func `every condition is written by a term and read back`() throws {
        for subject in TraceCondition.Subject.allCases {
            let condition: TraceCondition =
                switch subject {
                case .service: .service("check out")
                case .operation: .operation("GET /")
                case .kind: .kind(.producer)
                case .attribute: .attribute(AttributeCondition(key: "k", value: ""))
                case .without: .without(AttributeCondition(key: "k", value: "a b"))
                case .error: .error(false)
                case .minDuration: .minDuration(0)
                case .maxDuration: .maxDuration(1_500_000)
                }
            var terms = SearchTerms()
            terms.conditions = [condition]
            let text = QueryText.format(terms, now: .zero, zone: .utc)
            #expect(text.hasPrefix(QueryTerm(subject).key))
            #expect(try parse(text) == terms)
        }
    }

    @Test func `an attribute error is not the term error`() throws {
        let terms = try parse("tag.error=true error=false")
        #expect(terms.error == false)
        #expect(terms.attributes == [.error(true)])
        #expect(QueryText.format(terms, now: .zero, zone: .utc) == "error=false tag.error=true")
    }

    @Test func `every key is read, hinted at and completed`() {
        for term in QueryTerm.allCases {
            let key = term == .tag ? "tag.x" : term.key
            #expect(QueryTerm(key: key) == term)
            let typed = String(term.key.prefix(term.key.count - 1))
            let offer = QueryCompletion.at(
                typed.count,
                of: typed,
                services: [],
                operations: []
            )
            #expect(offer.candidates.contains(term == .tag ? "tag." : term.key + "="))
        }
        #expect(QueryTerm(key: "tag.") == nil && QueryTerm(key: "tags") == nil)
        let hint =
            "keys are service operation kind error tag.KEY minDuration maxDuration last from to limit"
        guard case .failure(let error) = QueryText.parse("=", now: .zero, zone: .utc) else {
            Issue.record("accepted")
            return
        }
        #expect(error.message.hasSuffix(hint))
    }

    @Test func `values that Tab offers are read`() throws {
        for term in QueryTerm.allCases {
            guard case .words(let words) = term.candidates else { continue }
            for word in words { _ = try parse("\(term.key)=\(word)") }
        }
    }

    @Test func `conditions are terms, times and limits are not`() {
        #expect(
            QueryTerm.allCases.filter { !$0.isCondition } == [.last, .from, .to, .limit]
        )
    }
}
