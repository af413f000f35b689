import Explorer
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// A list that grows while it is read is read from its first row until a key moves the cursor.
@Suite struct UnmovedCursorTests {
    /// Forty traces: what fails most comes last, and is read in the second batch.
    private static let source: ScriptedSource = {
        var source = ScriptedSource.failing
        source.traces = (0..<40).map { number in
            let start = Journey.now.advanced(by: -.seconds(Int64(number) + 1))
            return Trace.make(id: .named("grown \(number)"), epoch: start.nanoseconds) {
                $0.span(number < 6 ? "newest" : "most", 0..<20, service: "svc", error: true) {
                    $0.statusMessage = number < 6 ? "rare" : "usual"
                }
            }
        }
        return source
    }()

    private func errors() -> Journey {
        var journey = Journey(source: Self.source)
        journey.isHolding = true
        journey.type(":errors")
        journey.press("Enter")
        return journey
    }

    /// Answers until traces were read so many times.
    private func read(_ journey: inout Journey, _ times: Int) {
        var read = 0
        while read < times, !journey.unanswered.isEmpty {
            if case .load(_, .failures)? = journey.unanswered.first { read += 1 }
            journey.releaseOne()
        }
    }

    @Test func `the cursor stays on the first row while groups are read`() throws {
        var journey = errors()
        for _ in 0..<3 {
            read(&journey, 1)
            #expect(journey.errors?.cursor.selected == 0)
        }
        #expect(journey.errors?.selected?.origin.operation == "most")
    }

    @Test func `a row that a key chose stays selected wherever it goes`() throws {
        var journey = errors()
        read(&journey, 1)
        journey.press("j")
        let chosen = try #require(journey.errors?.selected?.origin)
        read(&journey, 3)
        #expect(journey.errors?.selected?.origin == chosen)
    }

    @Test func `services that come in an order do not take the cursor along`() throws {
        var journey = Journey(source: .shopWithoutMetrics)
        journey.press("F")
        #expect(journey.services?.cursor.selected == 0)
        journey.press("F R")
        #expect(journey.services?.cursor.selected == 0)
    }
}
