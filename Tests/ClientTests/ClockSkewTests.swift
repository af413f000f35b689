import Client
import Foundation
import TestSupport
import Testing
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
        #expect(corrected.notes == [])
        let raw = try await reader.search(everything(raw: true), progress: nil)
        #expect(raw.summaries.map(\.duration) == [.milliseconds(5100)])
        #expect(raw.notes == [])
    }
}
