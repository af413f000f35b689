import Collector
import Foundation
import TestSupport
import Testing

/// Traces that a real Jaeger stored, put into our store over OTLP/HTTP, come back as that Jaeger gave them.
@Suite struct RecordedTracesTests {
    private static let heading = "Recorded traces that come back otherwise"

    @Test func `recorded traces come back as recorded but for the listed differences`() async throws
    {
        let known = try KnownDifferences(below: Self.heading)
        let traces = try RecordedTrace.all()
        #expect(traces.count == 38)
        let backend = try LoopbackBackend()
        for trace in traces {
            for request in trace.storage {
                #expect(try await backend.send(request).status == 200, "\(trace.name)")
            }
        }
        #expect(await backend.drain())
        var (compared, found): (Int, Set<String>) = (0, [])
        for trace in traces {
            for (form, recorded) in trace.answers.sorted(by: { $0.key < $1.key }) {
                let answer = try await backend.ask(trace.target(form))
                #expect(answer.status == 200)
                #expect(answer.contentType == "application/json")
                let ours = try #require(answer.object)
                let differences =
                    form.hasPrefix("legacy")
                    ? UnorderedAnswer(legacy: ours)
                        .differences(from: UnorderedAnswer(legacy: recorded))
                    : UnorderedAnswer(v3: ours).differences(from: UnorderedAnswer(v3: recorded))
                compared += 1
                for difference in differences {
                    let name = "\(trace.name).\(form) \(difference.field)"
                    found.insert(name)
                    #expect(known.covers(name), "\(name): \(difference.text)")
                }
            }
        }
        #expect(compared == 84)
        #expect(known.unused(among: Array(found)) == [], "listed and found nowhere")
        await backend.stop()
        #expect(backend.counts.isBalanced)
    }

    @Test func `an answer that is sent in again comes back as it was, warnings not doubled`()
        async throws
    {
        let traces = try RecordedTrace.all().filter {
            ["clock_trouble", "orphans", "shop-29", "tracestate_ok"].contains($0.name)
        }
        #expect(traces.count == 4)
        for trace in traces {
            let backend = try LoopbackBackend()
            let recorded = try #require(trace.answers["v3json"])
            let document = try JSONSerialization.data(withJSONObject: recorded["result"] ?? [:])
            let sent = try await backend.send(Array(document), type: "application/json")
            #expect(sent.status == 200)
            #expect(await backend.drain())
            let answer = try #require(try await backend.ask(trace.target("v3json")).object)
            let differences = UnorderedAnswer(v3: answer)
                .differences(from: UnorderedAnswer(v3: recorded))
            #expect(differences == [], "\(trace.name)")
            await backend.stop()
        }
    }
}
