import Testing
import TraceModel

@testable import Follow

/// How late traces are found, which says when a moment is looked at again.
struct LatenessTests {
    private static let second: Nanoseconds = 1_000_000_000

    /// After looks every two seconds, of which one showed each of these traces so many seconds after its start.
    private func lateness(_ ages: [Double], most: Double = 100) -> Lateness {
        var lateness = Lateness()
        note(ages, in: &lateness)
        lateness.measure(most: Nanoseconds(most * 1e9))
        return lateness
    }

    private func note(_ ages: [Double], in lateness: inout Lateness) {
        for age in ages {
            let found = Nanoseconds(age * 1e9)
            lateness.note(age: found, before: found - 2 * Self.second)
        }
    }

    @Test func `it is ten seconds at least, and until enough has come`() {
        #expect(Lateness().allowance == .seconds(10))
        #expect(lateness(Array(repeating: 3, count: 100)).allowance == .seconds(10))
        #expect(lateness(Array(repeating: 60, count: 19)).allowance == .seconds(10))
    }

    @Test func `it covers nearly all with a quarter more, in steps`() {
        // Found 29 s late, and 36.25 s with the quarter: 10, 15, 22.5, 33.75, 50.625.
        let many = Array(repeating: 30.0, count: 100)
        #expect(lateness(many).allowance == 50_625_000_000)
        // One of a hundred does not count.
        #expect(lateness(Array(repeating: 3.0, count: 99) + [90]).allowance == .seconds(10))
        #expect(
            lateness(Array(repeating: 3.0, count: 97) + [30, 30, 30]).allowance == 50_625_000_000
        )
    }

    @Test func `it is never more than it may be`() {
        #expect(lateness(Array(repeating: 600, count: 100)).allowance == .seconds(100))
        #expect(lateness(Array(repeating: 600, count: 100), most: 20).allowance == .seconds(20))
    }

    @Test func `it goes down only when far less would do`() {
        var lateness = lateness(Array(repeating: 30, count: 100))
        note(Array(repeating: 26, count: 512), in: &lateness)
        lateness.measure(most: .seconds(100))
        #expect(lateness.allowance == 50_625_000_000)
        note(Array(repeating: 6, count: 512), in: &lateness)
        lateness.measure(most: .seconds(100))
        #expect(lateness.allowance == .seconds(10))
    }

    @Test
    func `what long nobody looked for is not late, and what was there at first is not at all`() {
        var seldom = Lateness()
        for _ in 0..<100 { seldom.note(age: .seconds(120), before: .seconds(1)) }
        seldom.measure(most: .seconds(100))
        #expect(seldom.allowance == .seconds(10))
        var first = Lateness()
        for _ in 0..<100 { first.note(age: .seconds(120), before: nil) }
        first.measure(most: .seconds(100))
        #expect(first.allowance == .seconds(10))
    }
}
