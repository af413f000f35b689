import PlainText
import Synchronization
import TraceAnalysis
package import TraceModel
package import WireFormats

/// Traces of files in any ``TraceFormat``, plain, compressed or in archives, found out by looking.
///
/// All files are read with the first call, and their traces put together by id. What cannot be read is in the
/// notes of every answer. Unless asked for raw, traces are corrected for clock skew as ``ClockCorrectedTraces`` does it.
package final class FileReader: TraceReader {
    private let paths: [String]
    private let shared: SharedResult<LoadedFiles>
    private let listeners: Listeners

    /// Reads nothing yet; `paths` are files, and folders with all that is in them, and `-` is standard input.
    ///
    /// Of each file no more than `limits` allow is taken. `maxTime` is how long reading all of them may take; nil for as long
    /// as it takes.
    package init(
        paths: [String],
        limits: DecodeLimits = .none,
        maxTime: Duration? = nil,
        clock: ReaderClock = ReaderClock(ContinuousClock())
    ) {
        self.paths = paths
        let listeners = Listeners()
        let loading = FileLoading(paths: paths, limits: limits, maxTime: maxTime, clock: clock) {
            listeners.tell($0)
        }
        shared = SharedResult { () throws(TraceReaderError) in try await loading.load() }
        self.listeners = listeners
    }

    package func describe() async throws(TraceReaderError) -> SourceDescription {
        let files = try await shared.value()
        let starts = files.summaries.map(\.start)
        let extent = starts.min().flatMap { first in starts.max().map { first...$0 } }
        return SourceDescription(
            label: "\(sourceName(files)) · \(CountText.of(files.traces.count, "trace"))",
            caveats: files.notes,
            extent: extent,
            search: SearchAbility(route: .inProcess)
        )
    }

    package func services() async throws(TraceReaderError) -> [String] {
        let files = try await shared.value()
        return Set(files.summaries.flatMap { $0.services.map(\.name) }).sorted()
    }

    @concurrent
    package func operations(of service: String) async throws(TraceReaderError) -> [Operation] {
        let files = try await shared.value()
        var operations: Set<Operation> = []
        for (trace, summary) in zip(files.traces, files.summaries)
        where summary.services.contains(where: { $0.name == service }) {
            for span in trace.spans where span.serviceName == service {
                operations.insert(Operation(name: span.name, kind: span.kind))
            }
        }
        return operations.sorted {
            ($0.name, $0.kind?.rawValue ?? 0) < ($1.name, $1.kind?.rawValue ?? 0)
        }
    }

    @concurrent
    package func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        try SearchPlan.check(query)
        let files = try await load(progress)
        let traces = files.traces(raw: query.raw)
        let found = traces.places(matching: query)
        let wanted = Array(
            found.map { files.summary(at: $0, raw: query.raw) }.newestFirst.prefix(query.limit)
        )
        var answer = SearchAnswer(
            summaries: wanted,
            limitHit: found.count > query.limit,
            notes: files.notes
        )
        answer.add(
            query.detail,
            of: wanted.lazy.compactMap { files.places[$0.id] }.map { traces[$0] }
        )
        return answer
    }

    package func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        let files = try await load(progress)
        guard let place = files.place(of: id) else {
            throw TraceReaderError(.notFound, "there is no trace \(id.hex) in \(sourceName(files))")
        }
        return files.answer(at: place, raw: raw)
    }

    /// Files keep no metrics.
    package func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? { nil }

    private func load(_ progress: ProgressHandler?) async throws(TraceReaderError) -> LoadedFiles {
        guard let progress else { return try await shared.value() }
        let number = listeners.add(progress)
        defer { listeners.remove(number) }
        return try await shared.value()
    }

    private func sourceName(_ files: LoadedFiles) -> String {
        guard paths.count == 1, let path = paths.first else {
            return CountText.of(files.fileCount, "file")
        }
        if path == "-" { return Self.shownName(path) }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return files.isOfFolder && files.fileCount != 1 ? "folder \(name)" : "file \(name)"
    }

    /// How a path is called in sentences.
    static func shownName(_ path: String) -> String { path == "-" ? "standard input" : path }
}

/// The progress handlers of everybody who waits for loading.
private final class Listeners: Sendable {
    private let handlers = Mutex<(last: Int, table: [Int: ProgressHandler])>((0, [:]))

    func add(_ handler: @escaping ProgressHandler) -> Int {
        handlers.withLock { handlers in
            handlers.last += 1
            handlers.table[handlers.last] = handler
            return handlers.last
        }
    }

    func remove(_ number: Int) { _ = handlers.withLock { $0.table.removeValue(forKey: number) } }

    func tell(_ progress: LoadProgress) {
        for handler in handlers.withLock({ Array($0.table.values) }) { handler(progress) }
    }
}
