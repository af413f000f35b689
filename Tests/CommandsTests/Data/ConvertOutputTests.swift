import TestSupport
import Testing
import TraceAnalysis
import TraceModel
import WireFormats

@testable import Commands

@Suite struct ConvertOutputTests {
    private func converted(
        _ options: String,
        from reader: StubReader,
        _ style: OutputStyle = .pipe
    ) async throws -> Printed {
        let line = "convert a.json " + options
        guard case .convert(let request) = try invocation(line, isOnTerminal: false).command else {
            throw CommandLineError("`\(line)` converts nothing")
        }
        let output = GatheredOutput(style)
        let command = ConvertCommand(request, reader: reader, output: output)
        return Printed(code: try await command.run(), output: output)
    }

    private let orders = StubReader(
        answer: .success(
            SearchAnswer(
                summaries: [TraceSummary(orderTrace)],
                limitHit: false,
                notes: ["a.json: 1 span was malformed"]
            )
        ),
        traces: [orderTrace]
    )

    @Test(arguments: ConvertedFormat.allCases)
    func `every format is written to a pipe and read back`(_ format: ConvertedFormat) async throws {
        let answer = try await converted("-o \(format.rawValue)", from: orders)
        #expect(answer.code == .found)
        let back = try decodeTraces(answer.output.bytes)
        #expect(back.traces.map(\.count) == [orderTrace.count])
        #expect(answer.remarks.first == "a.json: 1 span was malformed")
        let losses = answer.remarks.dropFirst().joined()
        let isWhole = format == .spoor
        #expect(losses.isEmpty == isWhole || format == .otlp || format == .otlpLines, "\(losses)")
    }

    @Test func `without a format it is OTLP`() async throws {
        let answer = try await converted("", from: orders)
        #expect(answer.text.hasPrefix(#"{"resourceSpans""#))
    }

    @Test func `a terminal gets no control characters, and no protobuf`() async throws {
        let shown = try await converted("-o otlp", from: orders, .terminal(80))
        let piped = try await converted("-o otlp", from: orders)
        #expect(!shown.text.contains("\u{202E}") && piped.text.contains("\u{202E}"))
        let error = await #expect(throws: CommandLineError.self) {
            try await converted("-o otlp-proto", from: orders, .terminal(80))
        }
        #expect(error.map { "\($0)".hasPrefix("otlp-proto is not text") } == true)
    }

    @Test func `a file that cannot be read ends it with its sentence`() async throws {
        let reader = StubReader(
            answer: .failure(TraceReaderError(.notFound, "a.json: no such file or directory"))
        )
        let answer = try await converted("", from: reader)
        #expect(answer.remarks == ["a.json: no such file or directory"] && answer.text.isEmpty)
        #expect(answer.code != .found)
    }
}
