import Testing
import TraceModel

struct AttributeCriterionTests {
    private func criterion(_ key: String, _ value: String) -> AttributeCriterion {
        AttributeCriterion(AttributeCondition(key: key, value: value))
    }

    @Test func `every key means one field`() {
        var keys: Set<String> = []
        for field in AttributeField.allCases {
            #expect(!field.keys.isEmpty)
            for key in field.keys {
                #expect(keys.insert(key).inserted)
                #expect(AttributeField(key: key) == field)
            }
        }
        #expect(AttributeField(key: "http.method") == nil)
        #expect(AttributeField(key: "Error") == nil)
    }

    @Test(
        arguments: [
            ("error", "T", .isError(true)), ("error", "0", .isError(false)), ("error", "yes", nil),
            ("span.kind", "Server", .kind(.server)), ("span.kind", "", .kind(.unspecified)),
            ("span.kind", "boss", nil), ("span.status", "Ok", .statusCode(.ok)),
            ("otel.status_code", "UNSET", .statusCode(.unset)), ("otel.status_code", "2", nil),
            ("otel.status_description", "x", .statusMessage), ("otel.status_description", "", nil),
            ("scope.name", "", nil), ("otel.scope.version", "1", .scopeVersion),
            ("service.name", "", .serviceName), ("event", "", .eventName), ("k", "v", nil),
        ] as [(String, String, FieldTest?)]
    )
    func `the value is read as the field's`(key: String, value: String, field: FieldTest?) {
        #expect(criterion(key, value).field == field)
    }

    @Test func `a prefix looks at the resource alone, unless it is part of a field's key`() {
        #expect(criterion("resource.region", "eu").place == .resource)
        #expect(criterion("resource.region", "eu").key == "region")
        #expect(criterion("resource.", "eu").key == "")
        #expect(criterion("resource.service.name", "a").place == .anywhere)
        #expect(criterion("resource.service.name", "a").key == "resource.service.name")
        #expect(criterion("region", "eu").place == .anywhere)
        #expect(criterion("error", "true").place == .nowhere)
    }
}
