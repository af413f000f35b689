import Client
import Foundation
import HTTPServer
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Files of hosts whose clocks differ.
struct ClockSkewTests {
    private let reader = FileReader(paths: [
        RepositoryFiles.fixture("clock-skew/skew-otlp.json").path()
    ])
    private let wanted = "5b8aa5a2d2c872e8321cf37308d69d01"
    /// When `call` began.
    private let begin = Timestamp(nanoseconds: 1_796_042_842_569_609_728)

    /// Name, start and end of each span, in milliseconds after the call began.
    private func times(_ trace: Trace) -> [String] {
        trace.spans.map {
            "\($0.name) \($0.start.since(begin) / 1_000_000) \($0.end.since(begin) / 1_000_000)"
        }
    }

    private func everything(raw: Bool) -> TraceQuery {
        TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max), limit: 10, raw: raw)
    }

    @Test func `a trace of a file is corrected, and its moved spans say by how much`() async throws
    {
        let answer = try await reader.trace(id(wanted), near: nil, raw: false, progress: nil)
        #expect(times(answer.trace) == ["call 0 100", "serve 20 80", "db 30 50"])
        #expect(answer.movedSpans == 2)
        let warning = "This span's timestamps were adjusted by 5.02s"
        #expect(answer.trace.spans.map { Array($0.warnings) } == [[], [warning], [warning]])
    }

    @Test func `asked for raw it has its times as recorded`() async throws {
        let answer = try await reader.trace(id(wanted), near: nil, raw: true, progress: nil)
        #expect(times(answer.trace) == ["call 0 100", "serve -5000 -4940", "db -4990 -4970"])
        #expect(answer.movedSpans == 0)
        #expect(answer.trace.spans.allSatisfy { $0.warnings.isEmpty })
    }

    @Test func `a list says of the same times`() async throws {
        let corrected = try await reader.search(everything(raw: false), progress: nil)
        #expect(corrected.summaries.map(\.duration) == [.milliseconds(100)])
        #expect(corrected.summaries.map(\.movedSpanCount) == [2])
        #expect(
            corrected.summaries.map(\.recordedTime) == [nil],
            "no server finds it by these times"
        )
        #expect(corrected.notes == [])
        let raw = try await reader.search(everything(raw: true), progress: nil)
        #expect(raw.summaries.map(\.duration) == [.milliseconds(5100)])
        #expect(raw.summaries.map(\.movedSpanCount) == [0])
        #expect(raw.notes == [])
    }

    /// A server without summaries that leaves clocks as they are: `web` calls `db`, whose clock is 5 s behind.
    private func legacyServer() throws -> ScriptedServer {
        try ScriptedServer { request in
            switch request.path {
            case "/api/v3/services": return .text(404, "404 page not found\n")
            case "/api/services": return .json(#"{"data":["web"]}"#)
            case "/api/traces", "/api/traces/00000000000000000000000000000001":
                return .json(
                    """
                    {"data":[{"traceID":"1","spans":[{"traceID":"1","spanID":"2","startTime":1796042842000000,\
                    "duration":100000,"operationName":"call","processID":"p1","tags":[]},\
                    {"traceID":"1","spanID":"3","startTime":1796042837000000,"duration":60000,\
                    "references":[{"refType":"CHILD_OF","traceID":"1","spanID":"2"}],\
                    "operationName":"serve","processID":"p2","tags":[]}],"processes":{\
                    "p1":{"serviceName":"web","tags":[{"key":"host.name","type":"string","value":"a"}]},\
                    "p2":{"serviceName":"db","tags":[{"key":"host.name","type":"string","value":"b"}]}}}]}
                    """
                )
            default: return nil
            }
        }
    }

    @Test func `a list made of whole traces of a server has the figures of the traces it opens`()
        async throws
    {
        let server = try legacyServer()
        let reader = try makeReader(server.url)
        var query = everything(raw: false)
        query.service = "web"
        for detail in [TraceDetail.summary, .calls, .spans] {
            query.detail = detail
            let found = try await reader.search(query, progress: nil)
            let summary = try #require(found.summaries.first)
            #expect(summary.duration == .milliseconds(100))
            #expect(summary.movedSpanCount == 1)
            let answer = try await reader.trace(
                summary.id,
                near: summary.recordedTime,
                raw: false,
                progress: nil
            )
            #expect(TraceSummary(answer.trace) == summary)
            if detail == .spans {
                let whole = try #require(found.traces?[summary.id])
                #expect(TraceSummary(whole) == summary)
            }
        }
        query.raw = true
        let raw = try await reader.search(query, progress: nil)
        #expect(raw.summaries.map(\.duration) == [.milliseconds(5100)])
        #expect(raw.summaries.map(\.movedSpanCount) == [0])
    }
}
