import BackendWiring
import Client
import Commands
import Configuration
import PlainText
import Storage
import StorageFiles
import TraceModel
import WireFormats

extension Program {
    /// A reader of a folder of traces, what is wrong there being said on standard error.
    func folderReader(_ named: String) throws -> any TraceReader {
        let reader = try FolderReader(try traceFolder(named), limits: Self.readerLimits)
        if !reader.notes.isEmpty { StandardError.complain(reader.notes.joined(separator: "\n")) }
        return ClockCorrectingReader(reader)
    }

    /// For what no segment holds yet.
    private static let readerLimits = StoreLimits(bytes: 512 << 20, traces: .max)

    /// Runs a command on a folder of traces.
    func look(into request: StoreRequest, _ settings: ResolvedSettings) async throws -> ExitCode {
        let path = try traceFolder(request.folder)
        switch request.verb {
        case .info, .check:
            let report = try FolderReport(path, checks: request.verb == .check)
            try StandardOutput.write(
                request.output == .json
                    ? report.json(ofCheck: request.verb == .check)
                    : report.text(ofCheck: request.verb == .check)
            )
            return report.damage.isEmpty ? .found : .serverRefused
        case .export: return try export(path)
        case .import: return try await importFiles(request.files, into: path, settings)
        }
    }

    private func export(_ path: String) throws -> ExitCode {
        let opened = Backend.storeOfSnapshot(
            try FolderSnapshot(of: path),
            limits: Self.readerLimits
        )
        for note in opened.notes { StandardError.complain(note) }
        for piece in ConvertedFormat.otlpLines.pieces(of: opened.store.allTraces) {
            guard try StandardOutput.write(piece) else { return .found }
        }
        return .found
    }

    private func importFiles(
        _ files: [TraceSource],
        into path: String,
        _ settings: ResolvedSettings
    ) async throws -> ExitCode {
        let reader = ReaderFactory(settings: settings, environment: environment)
            .files(files.map(\.path))
        do {
            let found = try await reader.search(
                TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max), limit: Int(Int32.max)),
                progress: nil
            )
            let opened = try Backend.diskStore(
                path,
                limits: StoreLimits(bytes: 512 << 20, traces: .max),
                options: SpanStore.DiskOptions(),
                report: { StandardError.complain($0) }
            )
            for note in found.notes + opened.notes { StandardError.complain(note) }
            var counts = ImportCounts()
            var written: Set<ObjectIdentifier> = []
            // As long as they are here no others can be taken for them.
            var all: [SpanColumns] = []
            for summary in found.summaries {
                let answer = try await reader.trace(
                    summary.id,
                    near: nil,
                    raw: true,
                    progress: nil
                )
                // Traces of one document share its columns, which are written at once.
                let columns = answer.trace.columns
                guard written.insert(ObjectIdentifier(columns)).inserted else { continue }
                counts.add(opened.store.write(SpanBatch(columns: columns)))
                all.append(columns)
            }
            withExtendedLifetime(all) {}
            await opened.store.close()
            try StandardOutput.write(counts.sentence(traces: found.summaries.count, path) + "\n")
            return counts.refusedSpans == 0 ? .found : .wrongUsage
        } catch let error as TraceReaderError {
            StandardError.complain(error.message)
            return ExitCode(error.kind, isOfFiles: true)
        }
    }
}

/// What became of spans that were imported.
private struct ImportCounts {
    private var storedSpans = 0
    private(set) var refusedSpans = 0
    private var refusal: String?

    mutating func add(_ receipt: WriteReceipt) {
        storedSpans += receipt.storedSpans
        refusedSpans += receipt.refusedSpans
        refusal = refusal ?? receipt.refusal
    }

    func sentence(traces: Int, _ path: String) -> String {
        let kept =
            "\(CountText.of(storedSpans, "span")) of \(CountText.of(traces, "trace")) went into \(path)"
        guard refusedSpans > 0 else { return kept }
        return kept + "; \(CountText.of(refusedSpans, "span")) did not: \(refusal ?? "refused")"
    }
}
