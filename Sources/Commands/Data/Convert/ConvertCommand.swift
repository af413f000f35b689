import Explorer
package import TraceModel
import WireFormats

/// Writes all traces of files in another format.
package struct ConvertCommand<Output: DataOutput> {
    private let request: ConvertRequest
    private let reader: any TraceReader
    private let output: Output

    /// `reader` reads the files of `request`.
    package init(_ request: ConvertRequest, reader: any TraceReader, output: Output) {
        self.request = request
        self.reader = reader
        self.output = output
    }

    /// Writes, and says how it ended.
    ///
    /// - Throws: A sentence when the answer cannot be written, or a ``CommandLineError`` when it is no text and a terminal would show it.
    package func run() async throws -> ExitCode {
        let format = request.format
        guard !format.isBinary || output.style.columns == nil else {
            throw CommandLineError(
                "\(format.rawValue) is not text; send it to a file or a pipe: `spoor convert … > traces.pb`."
            )
        }
        do {
            return try await convert()
        } catch let error as TraceReaderError {
            let code = ExitCode(error.kind, isOfFiles: true)
            if code != .interrupted { output.remark(error.message) }
            return code
        } catch is CancellationError {
            return .interrupted
        }
    }

    private func convert() async throws -> ExitCode {
        let end = Timestamp(nanoseconds: .max)
        // More than fit into memory, and the most that a search takes.
        let query = TraceQuery(start: .zero, end: end, limit: Int(Int32.max))
        let found = try await reader.search(query, progress: output.progress)
        output.remark(all: found.notes)
        var traces: [Trace] = []
        var losses = ConversionLosses(request.format)
        for summary in found.summaries {
            // Files are read by now, so this costs nothing.
            let answer = try await reader.trace(summary.id, near: nil, raw: true, progress: nil)
            traces.append(answer.trace)
            losses.add(answer.trace)
        }
        let isOnTerminal = output.style.columns != nil
        for piece in request.format.pieces(of: FoundTraces(traces)) {
            // What a terminal could take for a command is escaped there; files get what was sent.
            let shown = isOnTerminal ? JSONString.escapingInvisible(piece) : piece
            guard try output.write(shown) else { return .found }
        }
        if let sentence = losses.sentence { output.remark(sentence) }
        return .found
    }
}
