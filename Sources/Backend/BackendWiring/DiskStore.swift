import Collector
package import Storage
package import StorageFiles
import TraceModel

extension Backend {
    /// A store in a folder, and sentences on what was not as it should be there.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - limits: What the store may take in memory.
    ///   - options: How its log is written, and how long it keeps spans.
    ///   - report: Called with sentences for the operator; must not block.
    /// - Returns: The store, which is to be closed.
    /// - Throws: ``FolderError``, also when another process writes to the folder.
    package static func diskStore(
        _ path: String,
        limits: StoreLimits,
        options: SpanStore.DiskOptions,
        report: @escaping @Sendable (String) -> Void
    ) throws(FolderError) -> SpanStore.Opened {
        let log = LoggedBatches()
        let opened = try SpanStore.open(
            path,
            limits: limits,
            options: options,
            report: report,
            decode: log.decode
        )
        opened.store.lookAfterFolder()
        return opened
    }

    /// What a folder has at this moment, for reading alone.
    package static func storeOfSnapshot(
        _ snapshot: FolderSnapshot,
        limits: StoreLimits
    ) -> SpanStore.Opened {
        SpanStore.reading(snapshot, limits: limits, decode: LoggedBatches().decode)
    }
}

/// Reads batches of a log as the receivers read them that took them in.
struct LoggedBatches {
    private let encodings = Dictionary(
        Backend.receivers.flatMap(\.encodings).map { ($0.logKind, $0) },
        uniquingKeysWith: { first, _ in first }
    )
    private let processors = SpanPipeline.usualProcessors

    /// The spans of a batch as processors leave them; nil if it cannot be read.
    func decode(_ record: LogRecord) -> SpanBatch? {
        guard let encoding = encodings[record.kind],
            let batch = try? encoding.decode(record.contents)
        else { return nil }
        return processors.reduce(batch) { $1.process($0) }
    }
}
