import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct RepeatedSpansTests {
    /// Names of the members of each group.
    private func groups(
        least: Int = 3,
        _ describe: (inout TraceSketch) -> Void
    ) -> [[String]] {
        let tree = TraceTree(.make(describe))
        let repeats = RepeatedSpans(tree, least: least)
        return repeats.groups.indices.map { group in
            repeats.members(of: group).map { Self.label($0, tree) }
        }
    }

    private static func label(_ node: Int32, _ tree: TraceTree) -> String {
        let start = tree.displayStarts[Int(node)] - TraceSketch.defaultEpoch
        return "\(tree.trace[Int(node)].name)@\(start / 1_000_000)"
    }

    @Test func `equal siblings are a group, whatever lies between them`() {
        // a
        // ├─ SELECT 1–2      group
        // ├─ other  2–3
        // ├─ SELECT 3–4      group
        // ├─ SELECT 5–6      group
        // └─ SELECT of another service
        #expect(
            groups {
                $0.span("a", 0..<10)
                for start in [1.0, 3, 5] {
                    $0.span("SELECT", start..<start + 1, id: "s\(start)", parent: "a")
                }
                $0.span("other", 2..<3, parent: "a")
                $0.span("SELECT", 7..<8, id: "o", parent: "a", service: "other")
            } == [["SELECT@1", "SELECT@3", "SELECT@5"]]
        )
    }

    @Test func `patterns of siblings are a group for each of their members`() {
        #expect(
            groups {
                $0.span("a", 0..<10)
                for start in [1.0, 3, 5] {
                    $0.span("GET", start..<start + 1, id: "g\(start)", parent: "a")
                    $0.span("SET", start + 1..<start + 2, id: "s\(start)", parent: "a")
                    $0.span("below", start..<start + 1, id: "b\(start)", parent: "g\(start)")
                }
            } == [["GET@1", "GET@3", "GET@5"], ["SET@2", "SET@4", "SET@6"]]
        )
    }

    @Test func `statements that differ in values are equal, others are not`() {
        let statements = [
            "SELECT a FROM t WHERE id = 1", "SELECT a FROM t WHERE id = 22",
            "SELECT a  FROM t WHERE id = 'x''y'", "SELECT b FROM t WHERE id = 1",
        ]
        #expect(
            groups {
                $0.span("a", 0..<10)
                for (index, statement) in statements.enumerated() {
                    let start = Double(index)
                    $0.span(
                        "SELECT",
                        start..<start + 1,
                        id: "s\(index)",
                        parent: "a",
                        attributes: ["db.statement": .string(statement)]
                    )
                }
            } == [["SELECT@0", "SELECT@1", "SELECT@2"]]
        )
    }

    @Test func `what failed, or has a failure below it, stands alone`() {
        let tree = TraceTree(
            .make {
                $0.span("a", 0..<10)
                for start in 1..<7 {
                    let time = Double(start)
                    $0.span(
                        "q",
                        time..<time + 1,
                        id: "q\(start)",
                        parent: "a",
                        error: start == 2
                    )
                }
                $0.span("below", 4..<5, parent: "q4", error: true)
            }
        )
        let repeats = RepeatedSpans(tree, least: 3)
        #expect(
            repeats.members(of: 0).map { Self.label($0, tree) } == ["q@1", "q@3", "q@5", "q@6"]
        )
        #expect(repeats.groups[0].failedSiblings == 2)
        #expect(repeats.group(of: 2) == nil && repeats.group(of: 1) == 0)
    }

    @Test func `figures are of the members`() {
        let tree = TraceTree(
            .make {
                $0.span("a", 0..<100)
                for (index, length) in [1.0, 2, 3, 4, 50].enumerated() {
                    let start = Double(index * 10)
                    $0.span("q", start..<start + length, id: "q\(index)", parent: "a")
                }
                $0.span("below", 0..<1, parent: "q0")
            }
        )
        let repeats = RepeatedSpans(tree)
        let milliseconds: Nanoseconds = 1_000_000
        let group = repeats.groups[0]
        #expect(repeats.groups.count == 1 && group.total == 60 * milliseconds)
        #expect(group.p50 == 3 * milliseconds && group.p95 == 50 * milliseconds)
        #expect(group.longest == 50 * milliseconds && group.spanCount == 6)
        #expect(group.failedSiblings == 0)
        func runs(_ start: Double, _ end: Double) -> Bool {
            let sketch = TraceSketch()
            return repeats.runs(0, from: sketch.time(start), to: sketch.time(end), in: tree)
        }
        #expect(runs(0, 0.5) && !runs(1, 10) && runs(9, 11) && runs(60, 61) && !runs(90, 99))
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `groups hold siblings that did not fail, each once`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let tree = TraceTree(TraceSketch.random(spans: 60, using: &generator).build()[0])
            let repeats = RepeatedSpans(tree, least: 2)
            var seen: Set<Int32> = []
            for group in repeats.groups.indices {
                let members = repeats.members(of: group)
                #expect(members.count >= 2, "seed \(seed)")
                #expect(
                    Set(members.map { tree.parent(of: Int($0)) }).count == 1,
                    "seed \(seed)"
                )
                for member in members {
                    #expect(seen.insert(member).inserted, "seed \(seed)")
                    #expect(tree.errorCounts[Int(member)] == 0, "seed \(seed)")
                    #expect(repeats.group(of: Int(member)) == group, "seed \(seed)")
                }
            }
        }
    }

    @Test(arguments: [
        ("SELECT * FROM t WHERE a = 1", "SELECT * FROM t WHERE a = ?"),
        ("SELECT * FROM t2 WHERE a IN (1, 2,3)", "SELECT * FROM t2 WHERE a IN (?)"),
        ("select  x\n\tfrom y where z='it''s' and w = $12", "select x from y where z=? and w = ?"),
        ("UPDATE t SET a = -1.5e3, b = 0xFF", "UPDATE t SET a = -?, b = ?"),
        ("", ""), ("'open", "?"), ("IN (?, ?, ?)", "IN (?)"),
        ("größe = 5", "größe = ?"),
    ])
    func `a statement's shape is it without values`(statement: String, shape: String) {
        #expect(StatementShape.of(statement) == shape)
        #expect(StatementShape.of(shape) == shape)
    }
}
