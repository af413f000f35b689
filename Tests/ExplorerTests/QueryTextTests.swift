import Explorer
import PlainText
import TestSupport
import Testing
import TraceModel

@Suite struct QueryTextTests {
    private static let now = Journey.now

    private func parse(_ text: String) -> Result<SearchTerms, QueryTextError> {
        QueryText.parse(text, now: Self.now, zone: .utc)
    }

    @Test func `reads every key`() throws {
        let terms = try parse(
            "service=checkout operation=\"POST /checkout\" kind=server error=true tag.http.status_code=500 tag.user=\"a b\" minDuration=100ms maxDuration=2s last=1h limit=50"
        ).get()
        #expect(terms.service == "checkout")
        #expect(terms.operation == "POST /checkout")
        #expect(terms.kind == .server)
        #expect(terms.error == true)
        #expect(
            terms.attributes == [
                AttributeCondition(key: "http.status_code", value: "500"),
                AttributeCondition(key: "user", value: "a b"),
            ]
        )
        #expect(terms.minDuration == 100_000_000)
        #expect(terms.maxDuration == 2_000_000_000)
        #expect(terms.window == .last(3_600_000_000_000))
        #expect(terms.limit == 50)
    }

    @Test(arguments: [
        ("service=a servce=b", 10, "service"),
        ("service", 0, "key=value"),
        ("service= limit=5", 8, "needs a value"),
        ("minDuration=fast", 12, "500ms"),
        ("limit=0", 6, "above 0"),
        ("limit=many", 6, "above 0"),
        ("kind=boss", 5, "server"),
        ("error=perhaps", 6, "true or false"),
        ("user=5", 0, "tag.user="),
        ("errors=1", 0, "tag.errors="),
        ("inventory", 0, "service=inventory"),
        ("servic", 0, "service="),
        (".a=1", 0, "tag..a="),
        ("operation=\"never closed", 10, "not closed"),
        ("minDuration=2s maxDuration=1s", 27, "less than"),
        ("maxDuration=1s minDuration=2s", 12, "less than"),
        ("last=0", 5, "2m"),
        ("from=tomorrow", 5, "12:30"),
        ("from=13:00 to=12:00", 14, "before"),
        ("tag.=x", 0, "tag.KEY"),
        ("=x", 0, "key"),
    ])
    func `points at the mistake and says what would be right`(
        _ text: String,
        _ column: Int,
        _ word: String
    ) {
        switch parse(text) {
        case .success: Issue.record("\(text) was accepted")
        case .failure(let error):
            #expect(error.column == column, "\(text): \(error.message)")
            #expect(error.message.contains(word), "\(text): \(error.message)")
        }
    }

    @Test func `what is written reads back as the same terms`() throws {
        var random = SeededGenerator(seed: 31)
        let words = [
            "a", "POST /checkout", "say \"hi\"", "back\\slash", "a=b", "漢字", " edge ", "",
            "tab\there", "'", "“quoted”", "\\\"", "=", "k8s.pod.name", "tag.x", ".", "a.",
        ]
        func word() -> String { words.randomElement(using: &random) ?? "a" }
        func filled() -> String {
            let text = word()
            return text.isEmpty ? "x" : text
        }
        func maybe<Value>(_ value: @autoclosure () -> Value) -> Value? {
            Bool.random(using: &random) ? value() : nil
        }
        // The last one is set back by an hour each day at noon, so that an hour comes twice.
        let zones = [
            Zone.utc, Zone(name: { _ in "" }, offset: { _ in -5 * 3600 }),
            Zone(
                name: { _ in "" },
                offset: { $0.nanoseconds / 3_600_000_000_000 % 24 < 12 ? 7200 : 3600 }
            ),
        ]
        for _ in 0..<2000 {
            var terms = SearchTerms()
            terms.service = maybe(filled())
            terms.operation = maybe(filled())
            terms.kind = maybe(
                [.server, .client, .internal].randomElement(using: &random) ?? .server
            )
            terms.error = maybe(Bool.random(using: &random))
            var keys: Set<String> = []
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let key = filled()
                guard keys.insert(key).inserted else { continue }
                terms.attributes.append(AttributeCondition(key: key, value: word()))
            }
            terms.minDuration = maybe(.random(in: 0...1_000_000, using: &random))
            terms.maxDuration = maybe(.random(in: 1_000_000...9_000_000_000_000, using: &random))
            let from = Timestamp(
                nanoseconds: .random(in: 0...4_000_000_000_000_000_000, using: &random)
            )
            let to = Timestamp(
                nanoseconds: .random(
                    in: 4_000_000_000_000_000_000...8_000_000_000_000_000_000,
                    using: &random
                )
            )
            switch Int.random(in: 0..<5, using: &random) {
            case 0: terms.window = .last(.random(in: 1...9_000_000_000_000, using: &random))
            case 1: terms.window = .between(from, to)
            case 2: terms.window = .between(from, nil)
            case 3: terms.window = .between(nil, to)
            default: break
            }
            terms.limit = maybe(.random(in: 1...5000, using: &random))
            let zone = zones.randomElement(using: &random) ?? .utc
            let now = Bool.random(using: &random) ? from.advanced(by: .minutes(5)) : Self.now
            let text = QueryText.format(terms, now: now, zone: zone)
            let back = QueryText.parse(text, now: now, zone: zone)
            #expect(back == .success(terms), "\(text), seed \(random.seed)")
        }
    }

    @Test func `any text is read or refused, and a mistake lies within it`() {
        var random = SeededGenerator(seed: 32)
        let pieces = [
            "service=", "tag.a", "=", "\"", "\\", " ", "x", "漢", "last=", "1h", "limit=", "-1",
            "from=", "12:30", "e\u{301}",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...8, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            if case .failure(let error) = parse(text) {
                #expect(
                    (0...text.count).contains(error.column),
                    "\(text): \(error), seed \(random.seed)"
                )
            }
        }
    }

    @Test func `Tab offers keys, then values that begin so, then values that contain it`() {
        func offer(_ text: String) -> [String] {
            QueryCompletion.at(
                text.count,
                of: text,
                services: ["cart", "checkout", "old cart"],
                operations: ["GET /cart"]
            ).candidates
        }
        #expect(offer("ser") == ["service="])
        #expect(offer("service=cart m") == ["minDuration=", "maxDuration="])
        #expect(offer("service=ca") == ["service=cart ", "service=\"old cart\" "])
        #expect(offer("service=cart operation=") == ["operation=\"GET /cart\" "])
        #expect(offer("service=\"old c") == ["service=\"old cart\" "])
        #expect(offer("tag") == ["tag."])
        #expect(offer("nothing=") == [])
    }

    @Test(arguments: [
        ("limit=20 limit=500", "limit=500"),
        ("service=a limit=20 service=b", "service=b limit=20"),
        ("last=1h from=12:00", "from=12:00"),
        ("from=12:00 to=13:00 last=1h", "last=1h"),
        ("from=12:00 from=12:30 to=13:00", "from=12:30 to=13:00"),
        ("tag.a=1 tag.b=2 tag.a=3", "tag.b=2 tag.a=3"),
        ("minDuration=5s minDuration=1s maxDuration=2s", "minDuration=1s maxDuration=2s"),
    ])
    func `of terms that say the same the last counts`(_ text: String, _ wanted: String) throws {
        #expect(try parse(text).get() == parse(wanted).get())
    }

    @Test func `a dotted key that is no term is an attribute, written as short as it can be`()
        throws
    {
        let terms = try parse("k8s.pod.name=x tag.user=ada tag.tag.x=1 tag.error=true").get()
        #expect(
            terms.attributes.map(\.key) == ["k8s.pod.name", "user", "tag.x", "error"]
        )
        #expect(
            QueryText.format(terms, now: Self.now, zone: .utc)
                == "k8s.pod.name=x tag.user=ada tag.tag.x=1 tag.error=true"
        )
    }

    @Test(arguments: [
        (0, "from=12:00"), (30, "from=12:00:30"), (0.5, "from=12:00:00.5"),
        (-43_200, "from=00:00"), (-86_400, "from=2025-12-31T12:00"),
        (-129_600, "from=2025-12-31"), (0.000_000_001, "from=12:00:00.000000001"),
    ])
    func `times are as short as exact`(_ seconds: Double, _ wanted: String) {
        var terms = SearchTerms()
        let offset = Nanoseconds((seconds * 1_000_000_000).rounded())
        terms.window = .between(Self.now.advanced(by: offset), nil)
        #expect(QueryText.format(terms, now: Self.now, zone: .utc) == wanted)
    }

    @Test func `a bare word is told from what is known of the services`() {
        func mistake(_ text: String) -> String {
            let answer = QueryText.parse(
                text,
                now: Self.now,
                zone: .utc,
                services: ["inventory", "checkout"]
            )
            guard case .failure(let error) = answer else { return "" }
            return error.message
        }
        #expect(mistake("inventory") == "write service=inventory for the service")
        #expect(mistake("chekout").hasSuffix("did you mean service=checkout?"))
        #expect(mistake("limt").hasSuffix("did you mean limit=?"))
        #expect(mistake("k8s.pod.name").hasSuffix("did you mean k8s.pod.name=?"))
        #expect(mistake("tag.") == "write tag.KEY=VALUE")
    }

    @Test func `Tab offers what was seen, and nothing that is given`() {
        let trace = Trace.make {
            $0.span(
                "s",
                0..<1,
                attributes: ["http.route": "/pay", "user": "ada", "retries": 3],
                resource: ["k8s.pod.name": "pay-1"]
            )
        }
        func offer(_ text: String, cursor: Int? = nil) -> [String] {
            QueryCompletion.at(
                cursor ?? text.count,
                of: text,
                services: ["inventory"],
                operations: [],
                attributes: SeenAttributes(trace)
            ).candidates
        }
        #expect(offer("k8s") == ["k8s.pod.name="])
        #expect(offer("us") == ["tag.user="])
        #expect(offer("k8s.pod.name=") == ["k8s.pod.name=pay-1 "])
        #expect(offer("tag.user=A") == ["tag.user=ada "])
        #expect(offer("tag.retries=") == ["tag.retries=3 "])
        #expect(offer("inv") == ["service=inventory "])
        let rest = offer("service=inventory limit=5 http.route=/pay ")
        #expect(!rest.isEmpty)
        #expect(!rest.contains("service=") && !rest.contains("limit="))
        #expect(!rest.contains("http.route=") && rest.contains("tag.user="))
        #expect(offer(" limit=5", cursor: 0).contains("service="))
        #expect(!offer(" limit=5", cursor: 0).contains("limit="))
    }
}
