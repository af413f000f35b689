import Explorer
import TerminalText
import TestSupport
import Testing
import TraceModel

@testable import Commands
import PlainText
import Synchronization
import TraceAnalysis

/// What traces hold never acts on a terminal, in any form of output.
@Suite struct TerminalSafetyTests {
    private func isHostile(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\n" && scalar != "\t" && scalar.value < 0x20
            || (0x7F...0x9F).contains(scalar.value)
            || scalar == "\u{202E}"
    }

    @Test(arguments: OutputFormat.allCases)
    func `no form lets it act`(format: OutputFormat) async throws {
        let reader = StubReader(traces: [orderTrace])
        let line = "trace \(orderTrace.id.hex) -o \(format.rawValue)"
        let printed = try await printed(line, from: reader, .terminal(100))
        #expect(printed.code == .found)
        #expect(!printed.text.unicodeScalars.contains(where: isHostile), "\(printed.text)")
    }

    @Test(arguments: [OutputFormat.jaeger, .otlp])
    func `a file gets what was sent, and a terminal what means the same`(
        format: OutputFormat
    ) async throws {
        let reader = StubReader(traces: [orderTrace])
        let line = "trace \(orderTrace.id.hex) -o \(format.rawValue)"
        let piped = try await printed(line, from: reader).text
        let shown = try await printed(line, from: reader, .terminal(100)).text
        #expect(piped.unicodeScalars.contains("\u{202E}"))
        #expect(shown.contains("\\u202e") && shown.contains("\\u009b"))
    }
}

/// Files whose newest trace began at `newest`, with one trace.
private final class StubFiles: ForwardingReader {
    let base: any TraceReader = StubReader(traces: [orderTrace])
    let newest: Timestamp
    let asked = Mutex<[TraceQuery]>([])

    init(newest: Timestamp) {
        self.newest = newest
    }

    func describe() async throws(TraceReaderError) -> SourceDescription {
        SourceDescription(label: "files", extent: newest...newest)
    }

    func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        asked.withLock { $0.append(query) }
        return SearchAnswer(summaries: [TraceSummary(orderTrace)], limitHit: false)
    }
}

@Suite struct FileTimeTests {
    private static let newest = Timestamp(nanoseconds: TraceSketch.defaultEpoch)

    private func printed(
        _ line: String,
        from files: StubFiles
    ) async throws -> Printed {
        guard case .data(let request) = try invocation(line, isOnTerminal: false).command else {
            throw CommandLineError("no data")
        }
        let output = GatheredOutput(.pipe)
        let command = DataCommand(
            request,
            reader: files,
            output: output,
            defaults: SearchDefaults(limit: 20, searchesAllTime: true)
        )
        return Printed(code: try await command.run(), output: output)
    }

    @Test(arguments: ["traces --last 1m --file x", "errors --last 1m --file x"])
    func `the last minute of files is theirs, and that is said once`(line: String) async throws {
        let files = StubFiles(newest: Self.newest)
        let printed = try await printed(line, from: files)
        let query = try #require(files.asked.withLock { $0.first })
        #expect(query.end == Self.newest.advanced(by: 1))
        #expect(query.start == query.end.advanced(by: -.minutes(1)))
        let said = printed.remarks.filter { $0.contains("count back from the newest trace") }
        #expect(said.count == 1 && said[0].contains("2026-01-01T00:00:00"), "\(printed.remarks)")
    }

    @Test func `without a time nothing is said`() async throws {
        let printed = try await printed("traces --file x", from: StubFiles(newest: Self.newest))
        #expect(printed.code == .found && printed.remarks.isEmpty, "\(printed.remarks)")
    }
}
