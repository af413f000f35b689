import Explorer
import Glibc
import PlainText
import TraceModel
import WireFormats

/// Writes traces into files, loading whole those of which only a summary is known.
struct TraceSaver: Sendable {
    let reader: any TraceReader
    private static let bytesBetweenReports = 16 << 20

    /// Writes the file and says in words what it holds.
    ///
    /// The file appears whole or not at all: it is written under another name in the same folder first, and not left there when
    /// the task is cancelled.
    func save(_ target: SaveTarget, progress: ProgressHandler) async throws -> String {
        let path = expanded(target.path)
        if !target.overwrites && access(path, F_OK) == 0 {
            throw SaveError("\(path) exists already; :save! overwrites it")
        }
        let traces: [Trace]
        switch target.content {
        case .trace(let trace): traces = [trace]
        case .traces(let summaries): traces = try await reader.readWhole(summaries).map(\.trace)
        }
        let file = try NewFile(beside: path)
        var (written, told) = (0, 0)
        for piece in target.format.pieces(of: FoundTraces(traces)) {
            try Task.checkCancellation()
            try file.write(piece)
            written += piece.count
            guard written - told >= Self.bytesBetweenReports else { continue }
            told = written
            progress(LoadProgress(bytes: written, spans: 0))
        }
        try file.finish()
        var losses = ConversionLosses(target.format)
        for trace in traces { losses.add(trace) }
        let spans = traces.reduce(0) { $0 + $1.count }
        return
            "wrote \(CountText.of(traces.count, "trace")) with \(CountText.of(spans, "span")) to \(path) as "
            + target.format.read.name + (losses.sentence.map { ". \($0.dropLast())" } ?? "")
    }

    /// `~/` as shells read it.
    private func expanded(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst(1)
    }
}

/// Why nothing was saved.
struct SaveError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
