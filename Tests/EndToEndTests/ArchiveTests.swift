import Foundation
import TestSupport
import Testing
import WireFormats

/// `spoor trace --archive` against `spoor serve`, as their users run them.
@Suite struct ArchiveTests {
    private func body(_ trace: String) -> [UInt8] {
        let text =
            #"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]},"#
            + #""scopeSpans":[{"spans":[{"traceId":"\#(trace)","spanId":"eee19b7ec3c1b174","#
            + #""name":"GET /cart","kind":2,"startTimeUnixNano":"1790000000000000000","#
            + #""endTimeUnixNano":"1790000000005000000"}]}]}]}"#
        return Array(text.utf8)
    }

    @Test func `an archived trace outlives those that the server deletes`() async throws {
        let backend = try RunningBackend(["--max-traces", "1"])
        let url = "http://127.0.0.1:\(backend.query)"
        let traces = ["a", "b", "c"].map { String(repeating: $0, count: 32) }
        func send(_ number: Int) async throws {
            _ = try await backend.send(body(traces[number]), type: "application/json")
            #expect(await backend.hasStored(number + 1))
        }
        try await send(0)
        let kept = try BuiltProgram.run(["trace", traces[0], "--archive", "--url", url])
        #expect(kept.code == 0)
        #expect(kept.complaints.contains("Trace \(traces[0]) is in the archive."))
        try await send(1)
        try await send(2)
        let lost = try BuiltProgram.run(["trace", traces[1], "--url", url])
        #expect(lost.code == 1)
        let found = try BuiltProgram.run(["trace", traces[0], "--url", url])
        #expect(found.code == 0 && found.output.contains("GET /cart"))
        let unknown = try BuiltProgram.run(["trace", traces[1], "--archive", "--url", url])
        #expect(unknown.code == 1)
        backend.program.interrupt()
        #expect(backend.program.waitForEnd() == 0)
    }
}
