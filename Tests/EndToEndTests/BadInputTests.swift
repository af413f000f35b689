import Foundation
import TestSupport
import Testing
import TraceModel
import WireFormats

/// What is sent in bad faith or by mistake costs its sender alone: one program gets all of it, one after the
/// other, and a good sender beside notices nothing.
@Suite struct BadInputTests {
    private static let others = TraceID.named("others")

    /// Spans of somebody else.
    private func good(_ first: Int, count: Int) -> [UInt8] {
        OTLPProtobufEncoder.encode(
            SpanBatch(
                (first..<first + count).map { number in
                    var span = PlainSpan()
                    span.traceID = Self.others
                    span.spanID = SpanID(UInt64(number + 1))
                    span.name = "span \(number)"
                    span.resource.name = "good sender"
                    span.start = 1_790_000_000_000_000_000
                    span.end = span.start + UInt64(number + 1)
                    return span
                }
            )
        )
    }

    @Test func `bad input costs nobody else's spans, nor the process`() async throws {
        let backend = try RunningBackend(["--memory", "128MB"])
        // Those that come in spoonfuls, and those that stay silent, are there all the time.
        let start =
            "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\n"
        let snails = try (0..<20).map { _ in try LoopbackConnection(to: backend.receiver) }
        for snail in snails { snail.send(start + "Content-Length: 100000\r\n\r\n") }
        var (stored, kept, sent) = (0, 0, 0)
        for bad in try BadRequest.all() {
            for snail in snails { snail.send([0x0A]) }
            let gone = try LoopbackConnection(to: backend.receiver)
            gone.send(start + "Content-Length: 5000\r\n\r\nhello")
            gone.finish()
            let answer = try? await backend.send(bad.body, type: bad.type, encoding: bad.encoding)
            // Who sends on after a refusal may be cut off before reading it.
            if let answer {
                #expect(answer.status == bad.status, "\(bad.name): \(answer.text.prefix(300))")
            } else {
                #expect(bad.status == 413, "\(bad.name) got no answer")
            }
            kept += bad.kept
            let others = try await backend.send(good(stored, count: 3))
            #expect(others.status == 200, "after \(bad.name)")
            stored += 3
            sent += 1
        }
        #expect(sent > 30)
        #expect(await backend.hasStored(stored + kept))
        let answer = try await backend.ask("/api/v3/traces/\(Self.others.hex)?rawTraces=true")
        let spans = try decodeTraces(answer.body).traces.flatMap(\.spans)
        #expect(Set(spans.map(\.name)) == Set((0..<stored).map { "span \($0)" }))
        for path in [
            "/api/traces/\(BadRequest.trace.hex)", "/api/v3/traces/\(BadRequest.trace.hex)",
        ] {
            let answer = try await backend.ask(path + "?raw=true&rawTraces=true")
            #expect(try decodeTraces(answer.body).traces.first?.count == kept, "\(path)")
        }
        let memory = try #require(await backend.figure("otelcol_process_memory_rss"))
        #expect(memory < 500 << 20)
        backend.program.interrupt()
        let last = try #require(backend.program.line(containing: "stopped"))
        #expect(last.contains(" stored=\(stored + kept) refused=1 dropped=0"), "\(last)")
        #expect(backend.program.waitForEnd() == 0)
    }
}
