import PlainText
import TestSupport
import Testing
import TraceModel

@testable import Explorer

/// The language of expressions about the spans of a trace.
struct SpanExpressionTests {
    /// Expressions and how they are understood, as they are written out.
    @Test(
        arguments: [
            ("(error)", "error=true"), ("not error=true", "not error=true"),
            ("service=payment error=true", "service=payment and error=true"),
            ("service=payment and error=true", "service=payment and error=true"),
            ("name=x or kind=server error=false", "operation=x or (kind=server and error=false)"),
            ("not error=true service=a", "not error=true and service=a"),
            ("not (error service=a)", "not (error=true and service=a)"),
            ("NOT(error)OR(service=a)", "not error=true or service=a"),
            ("duration>100ms", "duration>100ms"), ("duration > 1.5s", "duration>1500ms"),
            ("duration >=0", "duration>=0"), ("duration!=1s", "not duration=1s"),
            ("self<=2us critical>0", "self<=2us and critical>0"),
            ("depth<3 and start>1m", "depth<3 and start>1m"),
            ("minDuration=1s", "minDuration=1s"), ("status!=OK", "not status=ok"),
            ("http.status_code>=500", "http.status_code>=500"),
            ("tag.retry=true", "tag.retry=true"), ("tag.k8s.pod=x", "k8s.pod=x"),
            ("service~pay", "service~pay"), ("service!~pay", "not service~pay"),
            ("a.b!=c", "not a.b=c"), ("a.b= c", "a.b=c"), ("a.b = c.d = e", "a.b=\"\" and c.d=e"),
            ("a.b=", "a.b=\"\""), ("a.b= and error", "a.b=\"\" and error=true"),
            ("a.b~\"\"", "a.b~\"\""),
            ("operation=GetUser() and error", "operation=\"GetUser()\" and error=true"),
            ("(operation=f(x))", "operation=\"f(x)\""),
            ("operation=\"POST /pay\"", "operation=\"POST /pay\""),
            ("operation=\"a\\\"b\"", "operation=\"a\\\"b\""),
            ("has db.system and (has retry)", "has db.system and has tag.retry"),
            ("has tag.retry (error)", "has tag.retry and error=true"),
            ("(\"connection refused\") or error", "\"connection refused\" or error=true"),
            ("(\"and\")", "\"and\""), ("service=and", "service=and"),
            ("  ( error )  ", "error=true"), ("url.full=\"=x\"", "url.full=\"=x\""),
        ] as [(String, String)]
    )
    func `an expression is understood`(text: String, written: String) throws {
        let expression = try SpanExpression(parsing: text)
        #expect(expression.text == written)
        #expect(try SpanExpression(parsing: written) == expression)
    }

    /// What is wrong, with a caret below where.
    @Test(
        arguments: [
            (
                "duration>100 and error",
                "         ^ expected a length of time such as `500ms`, `5s` or `2m`; write `100s`"
            ),
            ("depth>1s", "      ^ depth is a number of levels"),
            ("depth~1", "      ^ depth takes = != > >= < <="),
            ("kind=servr", "     ^ kind is server, client, producer, consumer or internal"),
            ("kind>server", "     ^ kind takes = and !="),
            ("error=yes", "      ^ error is true or false"),
            ("status=bad", "       ^ status is error, ok or unset"),
            ("service= error=true", "        ^ service needs a value"),
            ("a.b> and error", "    ^ a.b needs a value"),
            ("last=1h", "^ last= is for searching traces, not for spans of one"),
            (
                "retry=1",
                "^ unknown key retry; for an attribute write tag.retry="
            ),
            (
                "durations>1s",
                "^ unknown key durations; did you mean duration? for an attribute write tag.durations>"
            ),
            ("=x", "^ a key is missing here; in quotes it is text"),
            ("a.b==x", "    ^ there is no ==; write =, or quote the value"),
            ("a.b=~x", "    ^ there is no =~; write ~, or quote the value"),
            ("a.b=>5", "    ^ there is no =>; write >=, or quote the value"),
            ("(error", "      ^ a ) is missing here; in quotes it is text"),
            ("(error) )", "        ^ no parenthesis is open here; in quotes it is text"),
            ("()", " ^ a condition is missing here"),
            ("error=true and", "              ^ a condition is missing here"),
            ("or error=true", "^ a condition is missing before “or”"),
            ("(not)", "    ^ a condition is missing here"),
            ("(has)", "    ^ has needs the key of an attribute, such as has db.system"),
            ("has a=b", "    ^ has needs the key of an attribute, such as has db.system"),
            ("(payment)", " ^ “payment” is no condition; in quotes it is text"),
            ("(duratio)", " ^ compare it, such as duration>100ms; in quotes it is text"),
            ("db.system (error)", "^ compare it, such as db.system=VALUE; in quotes it is text"),
            ("!error=true", "^ write not for !"),
            ("(!error)", " ^ write not for !"),
            ("service=\"a", "        ^ this quote is not closed"),
            ("(\"\")", " ^ there is no text in these quotes"),
        ] as [(String, String)]
    )
    func `a mistake is pointed at`(text: String, pointed: String) {
        do throws(QueryTextError) {
            let expression = try SpanExpression(parsing: text)
            Issue.record("understood as \(expression.text)")
        } catch {
            #expect(String(repeating: " ", count: error.column) + "^ " + error.message == pointed)
        }
    }

    @Test func `what is nested too deeply is refused`() throws {
        let levels = 50
        func nested(_ count: Int) -> String {
            String(repeating: "(", count: count) + "error" + String(repeating: ")", count: count)
        }
        _ = try SpanExpression(parsing: nested(levels))
        #expect(throws: QueryTextError.self) { try SpanExpression(parsing: nested(levels + 1)) }
        let many = String(repeating: "not ", count: 100_000) + "error=true"
        #expect(throws: QueryTextError.self) { try SpanExpression(parsing: many) }
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `what is written out reads back as the same`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let expression = SpanExpression.random(using: &generator)
            #expect(
                (try? SpanExpression(parsing: expression.text)) == expression,
                "seed \(seed): \(expression.text)"
            )
        }
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `any text is understood or refused at a place within it`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "(", ")", " ", "\"", "\\", "=", "!", "~", ">", "<", "and", "or", "not", "has",
            "error", "duration", "1s", "a.b", "{", "漢",
        ]
        let text = (0..<Int.random(in: 0..<14, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? ""
        }.joined()
        do throws(QueryTextError) {
            let expression = try SpanExpression(parsing: text)
            #expect((try? SpanExpression(parsing: expression.text)) == expression, "\(text)")
        } catch {
            #expect((0...text.count).contains(error.column), "\(text)")
            #expect(!error.message.isEmpty)
        }
    }

    /// Conditions that the query line has.
    @Test(
        arguments: [
            "service=payment", "operation=\"POST /pay\"", "name=x", "kind=client", "error=true",
            "error=false", "tag.retry=true", "http.status_code=500", "a.b=", "minDuration=100ms",
            "maxDuration=2s", "operation=f(x)", "resource.host.name=a",
        ]
    )
    func `the query line means the same by a condition`(text: String) throws {
        let terms = try QueryText.parse(text, now: .zero, zone: .utc).get()
        #expect(terms.conditions.count == 1)
        #expect(try SpanExpression(parsing: text) == .condition(terms.conditions[0]))
    }

    @Test func `the query line takes and, and the ends of a duration`() throws {
        func parse(_ text: String) -> Result<SearchTerms, QueryTextError> {
            QueryText.parse(text, now: .zero, zone: .utc)
        }
        let same = try parse("service=a error=true minDuration=1s maxDuration=2s").get()
        let typed = "service=a and error=true and duration>=1s and duration<=2s"
        #expect(try parse(typed).get() == same)
        let without = try parse("a.b!=c a.b!=d and a.b!=c a.b=e").get()
        #expect(without.withoutAttributes.map(\.value) == ["c", "d"])
        #expect(without.attributes.map(\.value) == ["e"])
        let written = QueryText.format(without, now: .zero, zone: .utc)
        #expect(try parse(written).get() == without)
        for (text, column) in [
            ("service=a or error=true", 10), ("duration>1s", 0), ("service!=c", 0), ("a.b!~c", 0),
        ] {
            guard case .failure(let error) = parse(text) else {
                Issue.record("\(text) was accepted")
                continue
            }
            #expect(error.column == column)
            #expect(error.message.hasPrefix("queries have "))
        }
    }

    @Test(
        arguments: [
            ("timeout", "timeout"), ("not found", "not found"), ("error", "error"),
            ("has db.system", "has db.system"), ("\"a=b\"", "a=b"), ("\"(x)\"", "(x)"),
            ("\"\\\"x\\\"\"", "\"x\""), ("say \"a=b\" twice", "say \"a=b\" twice"),
            ("\"a\" \"b\"", "\"a\" \"b\""), ("\"open", "\"open"), ("{\"a\": 1}", "{\"a\": 1}"),
            ("\"C:\\\\x (y)\"", "C:\\x (y)"),
        ] as [(String, String)]
    )
    func `text without operators, or in quotes, is text`(typed: String, text: String) throws {
        #expect(try SoughtSpans(parsing: typed) == .text(text))
    }
}
