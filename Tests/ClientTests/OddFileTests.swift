import Client
import Foundation
import PlainText
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Files of traces that tools other than Jaeger and OpenTelemetry write, or that are not as they should be.
struct OddFileTests {
    private func reader(_ names: String...) -> FileReader {
        FileReader(
            paths: names.map { RepositoryFiles.fixture("odd-traces/\($0).json").path() }
        )
    }

    private func search(_ reader: FileReader) async throws -> SearchAnswer {
        try await reader.search(
            TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max), limit: 100),
            progress: nil
        )
    }

    /// What is listed, opened by what a user would type.
    private func traces(_ reader: FileReader) async throws -> [Trace] {
        var traces: [Trace] = []
        for summary in try await search(reader).summaries {
            let typed = try #require(TraceIDText(written: summary.id.jaegerHex))
            let answer = try await reader.trace(
                typed.traceID,
                near: nil,
                raw: false,
                progress: nil
            )
            #expect(answer.trace.id == summary.id)
            #expect(answer.trace.count == summary.spanCount)
            for span in answer.trace.spans {
                let tree = TraceTree(answer.trace)
                #expect(tree.span(withID: SpanID(written: span.id.hex)) != nil)
            }
            traces.append(answer.trace)
        }
        return traces
    }

    private func parents(_ trace: Trace) -> [String: String] {
        let tree = TraceTree(trace)
        var parents: [String: String] = [:]
        for span in 0..<tree.spanCount {
            guard let parent = tree.parent(of: span), !tree.isSynthetic(parent) else { continue }
            parents[trace[span].name] = trace[parent].name
        }
        return parents
    }

    @Test func `UUIDs are ids`() async throws {
        let traces = try await traces(reader("ids-not-hex"))
        #expect(
            traces.map(\.id.hex) == [
                "7a1c2a103a7e4b0e9d570123456789ab", "6f1c2a103a7e4b0e9d570123456789ab",
            ]
        )
        #expect(traces.map(\.count) == [1, 2])
        #expect(traces.map { TraceOverview(TraceTree($0)).duration } == [2_000_000, 1_000_000])
        #expect(parents(traces[1]) == ["child": "root"])
    }

    @Test func `spans without ids can be opened`() async throws {
        let traces = try await traces(reader("empty-ids"))
        #expect(traces.map(\.id.hex) == ["no-trace-id"])
        #expect(traces[0].spans.map(\.id.hex) == ["no-span-id-1", "no-span-id-2"])
        let notes = try await search(reader("empty-ids")).notes
        #expect(notes.contains { $0.contains("no trace id") })
    }

    @Test func `members of a trace behind its spans are no span`() async throws {
        let summaries = try await search(reader("trace-fields-after-spans")).summaries
        #expect(summaries.map(\.spanCount) == [2])
        #expect(summaries.map(\.services.count) == [1])
        let trace = try #require(try await traces(reader("trace-fields-after-spans")).first)
        #expect(TraceTree(trace).roots.count == 1)
    }

    @Test func `a span in two downloads of its trace counts once`() async throws {
        let both = reader("dup-file-a", "dup-file-b")
        let summaries = try await search(both).summaries
        #expect(summaries.map(\.spanCount) == [1, 1, 1, 1])
        #expect(summaries.map(\.errorCount) == [1, 1, 1, 1])
        #expect(try await traces(both).map(\.count) == [1, 1, 1, 1])
    }

    @Test func `a parent that is there is taken for one that is not`() async throws {
        let trace = try #require(try await traces(reader("refs-existing-parent")).first)
        let byID = Dictionary(
            uniqueKeysWithValues: trace.spans.map { ($0.id.value, $0.parentID?.value) }
        )
        #expect(byID[5] == 2 && byID[0x0b] == 3 && byID[0x0d] == 3 && byID[4] == 3)
        #expect(byID[6] == 3 && byID[7] == 3 && byID[0x0a] == 2)
        #expect(byID[8] == .some(nil) && byID[9] == 9)
    }

    @Test func `ids and services are found under other keys`() async throws {
        let summary = try #require(try await search(reader("jaeger-camel-ids")).summaries.first)
        #expect(summary.id.jaegerHex == "000000000000abc1")
        #expect(summary.services.map(\.name) == ["x", "y"])
        #expect(parents(try await traces(reader("jaeger-camel-ids"))[0]) == ["b": "a"])
    }

    @Test func `members of other types than Jaeger's are read`() async throws {
        let trace = try #require(try await traces(reader("odd-types")).first)
        #expect(trace[0].id == SpanID(12345))
        #expect(trace[0].serviceName == "s")
        #expect(trace[0].attributes.first("a") == "b")
        #expect(try await search(reader("odd-types")).notes == [])
    }

    @Test func `an answer that says it is incomplete is noted as such`() async throws {
        let reader = reader("tempo-partial")
        let traces = try await traces(reader)
        #expect(traces.map(\.id.hex) == ["5b8aa5a2d2c872e8321cf37308d69df2"])
        for notes in [
            try await search(reader).notes,
            try await reader.trace(traces[0].id, near: nil, raw: false, progress: nil).notes,
        ] {
            #expect(notes.contains { $0.contains("incomplete") && $0.contains("trace too large") })
        }
    }

    @Test func `times out of range are noted with the trace`() async throws {
        let answer = try await search(reader("ns-times"))
        #expect(answer.summaries.map(\.duration) == [1_500_000_000])
        #expect(answer.notes.contains { $0.contains("bbbbbbbb01: 1 span starts after 2262") })
    }

    @Test func `a span without an end is noted with the trace`() async throws {
        let answer = try await search(reader("unfinished-span"))
        #expect(answer.notes.contains { $0.contains("no end") })
        let trace = try #require(try await traces(reader("unfinished-span")).first)
        #expect(trace.spans.map(\.isUnfinished) == [true, false])
        #expect(TraceOverview(TraceTree(trace)).duration == 2_000)
    }
}
