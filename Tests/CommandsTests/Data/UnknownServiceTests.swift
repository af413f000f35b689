import Explorer
import TestSupport
import Testing
import TraceModel

@testable import Commands

@Suite struct UnknownServiceTests {
    private let known = StubReader(services: .success(["checkout", "inventory", "payment"]))

    @Test(arguments: [
        "traces chekout", "traces service=chekout", "errors chekout", "monitor chekout",
        "operations chekout",
    ])
    func `a service that there is not is told with its neighbour`(_ line: String) async throws {
        let answer = try await printed(line, from: known)
        #expect(answer.code == .nothingFound)
        let sentence = "There is no service `chekout`; did you mean `checkout`?"
        #expect(answer.output.remarks.contains(sentence), "\(answer.output.remarks)")
        #expect(answer.output.remarks.allSatisfy { !$0.contains("further back") })
    }

    @Test func `the notes of JSON say so too`() async throws {
        for line in ["traces chekout -o json", "errors chekout -o json", "monitor chekout -o json"]
        {
            let answer = try await printed(line, from: known)
            #expect(answer.output.text.contains("did you mean `checkout`?"), "\(line)")
        }
    }

    @Test func `where none is near the services are listed, and a known one is not told`()
        async throws
    {
        let far = try await printed("traces zzzzzz", from: known)
        #expect(
            far.output.remarks
                == ["There is no service `zzzzzz`; there are checkout, inventory, payment."]
        )
        let there = try await printed("traces payment", from: known)
        #expect(
            there.output.remarks == [
                "No traces found. To search further back, add for example --last 1d."
            ]
        )
        let failing = StubReader(services: .failure(TraceReaderError(.unreachable, "no")))
        let unknown = try await printed("traces payment", from: failing)
        #expect(unknown.output.remarks == there.output.remarks)
    }

    @Test func `many services are not listed all`() {
        let names = (1...9).map { "service-number-\($0)" }
        #expect(
            UnknownService.sentence("x", among: names)?.hasSuffix("service-number-5 and 4 more.")
                == true
        )
        #expect(UnknownService.sentence("x", among: []) == nil)
    }
}
