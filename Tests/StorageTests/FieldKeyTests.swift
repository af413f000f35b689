import Storage
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Keys that mean a field: what the matcher takes of whole spans, the filter of blocks must not leave out.
@Suite struct FieldKeyTests {
    private static let keys = AttributeField.allCases.flatMap { field in
        field.keys.map { (field, $0) }
    }

    @Test func `the naive list knows the same keys`() {
        for field in AttributeField.allCases {
            #expect(NaiveStore.keys(of: field) == field.keys)
        }
    }

    @Test(arguments: keys)
    func `a field is found by each of its keys`(_ field: AttributeField, _ key: String) throws {
        var spans = [span(1)]
        var texts: [String] = []
        for (change, words) in Self.samples(of: field) {
            var one = span(UInt64(spans.count + 1))
            change(&one)
            spans.append(one)
            texts += words
        }
        for text in texts {
            let found = try found(key, text, spans)
            #expect(!found.isEmpty && found.count < spans.count, "\(key)=\(text): \(found)")
        }
        for text in ["", "nothing", "TRUE"] { _ = try found(key, text, spans) }
    }

    @Test(arguments: keys)
    func `an attribute of the same key is found wherever it stands, save errors`(
        _ field: AttributeField,
        _ key: String
    ) throws {
        let attributes = [Attribute(key: key, value: "some text")]
        var spans = (1...6).map { span($0) }
        spans[0].attributes = attributes
        spans[1].resource.attributes = attributes
        spans[2].scope.attributes = attributes
        spans[3].events = [PlainSpan.Event()]
        spans[3].events[0].attributes = attributes
        spans[4].links = [PlainSpan.Link()]
        spans[4].links[0].attributes = attributes
        let found = try found(key, "some text", spans)
        #expect(found == (field.isAttributeToo ? [1, 2, 3, 4, 5] : []))
    }

    @Test(arguments: keys) func `texts are compared byte by byte`(
        _ field: AttributeField,
        _ key: String
    ) throws {
        let (composed, apart) = ("\u{E9}", "e\u{301}")
        var named = span(1)
        named.statusMessage = apart
        named.scope.name = apart
        named.scope.version = apart
        named.resource.name = apart
        named.events = [PlainSpan.Event()]
        named.events[0].name = apart
        // Both spellings are known to the store, so that none is missing for that reason.
        var other = span(2)
        other.name = composed
        #expect(try found(key, composed, [named, other]) == [])
        let isText = ![AttributeField.error, .kind, .statusCode].contains(field)
        #expect(try found(key, apart, [named, other]) == (isText ? [1] : []))
    }

    /// Numbers of the traces that the store finds, once it is clear that a naive list and the matcher find the same.
    private func found(_ key: String, _ text: String, _ spans: [PlainSpan]) throws -> Set<UInt64> {
        let condition = AttributeCondition(key: key, value: text)
        let query = TraceQuery.everything { $0.attributes = [condition] }
        let store = SpanStore()
        _ = store.write(SpanBatch(spans))
        var naive = NaiveStore()
        naive.write(spans)
        let found = try store.find(query).map(\.id)
        #expect(found == naive.search(query), "\(key)=\(text)")
        let all = try store.find(.everything()).map { $0 }
        let matching = all.filter { SpanMatcher(query, in: $0.columns).matches($0) }
        #expect(found == matching.map(\.id), "\(key)=\(text)")
        return Set(found.map(\.low))
    }

    private func span(_ number: UInt64) -> PlainSpan {
        var span = PlainSpan()
        span.traceID = TraceID(high: 0, low: number)
        span.spanID = SpanID(number)
        span.resource.name = "web"
        span.start = 1000
        span.end = 2000
        return span
    }

    /// Spans with some value of a field, and texts that mean it.
    private static func samples(
        of field: AttributeField
    ) -> [(change: (inout PlainSpan) -> Void, texts: [String])] {
        switch field {
        case .error:
            [({ $0.statusCode = .error }, ["true", "1", "t", "T", "TRUE", "True", "false", "0"])]
        case .kind:
            [({ $0.kind = .server }, ["server", "SERVER"]), ({ $0.kind = .client }, ["client"])]
        case .statusCode:
            [
                ({ $0.statusCode = .ok }, ["ok", "OK", "unset"]),
                ({ $0.statusCode = .error }, ["ERROR", "Error"]),
            ]
        case .statusMessage: [({ $0.statusMessage = "declined" }, ["declined"])]
        case .scopeName: [({ $0.scope.name = "lib" }, ["lib"])]
        case .scopeVersion: [({ $0.scope.version = "1.2" }, ["1.2"])]
        case .serviceName: [({ $0.resource.name = "cart" }, ["cart", "web"])]
        case .eventName:
            [
                (
                    {
                        $0.events = [PlainSpan.Event(), PlainSpan.Event()]
                        $0.events[1].name = "retry"
                    }, ["retry"]
                )
            ]
        }
    }
}
