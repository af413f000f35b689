import Foundation
import Storage
import StorageFiles
import Synchronization
import TraceModel

/// A store in a temporary folder, whose batches go through the log, and which can be opened again.
///
/// What stands in the log are numbers of batches, since no form of requests holds all that spans can be made of.
final class DiskStore: ForwardingReader, TraceWriter {
    private static let batches = Mutex<[SpanBatch]>([])
    private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    private let limits: StoreLimits
    private let opened: Mutex<SpanStore?>
    private let retention: Retention

    init(limits: StoreLimits, retention: Retention = Retention()) throws {
        self.limits = limits
        self.retention = retention
        opened = Mutex(try Self.open(folder.path, limits, retention).store)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var path: String { folder.path }
    var store: SpanStore { opened.withLock { $0! } }
    var base: any TraceReader { store }

    static func open(
        _ path: String,
        _ limits: StoreLimits,
        _ retention: Retention = Retention()
    ) throws -> SpanStore.Opened {
        try SpanStore.open(
            path,
            limits: limits,
            options: .init(
                folder: .init(logFileBytes: 64 << 10),
                retention: retention,
                mostLogBytes: 256 << 10
            ),
            decode: decode
        )
    }

    /// What another process sees that only reads.
    func snapshot() throws -> SpanStore {
        try SpanStore.reading(FolderSnapshot(of: path), limits: limits, decode: Self.decode).store
    }

    private static func decode(_ record: LogRecord) -> SpanBatch? {
        Int(String(decoding: record.contents, as: UTF8.self)).map { number in
            batches.withLock { $0[number] }
        }
    }

    /// Writes a batch to the log and, as the program does, stores what was sent.
    func write(_ batch: SpanBatch) async throws(TraceWriterError) -> WriteReceipt {
        let store = store
        guard let log = store.log else {
            throw TraceWriterError(isRetryable: false, message: "there is no log")
        }
        let number = Self.batches.withLock { batches in
            batches.append(batch)
            return batches.count - 1
        }
        let body = Array("\(number)".utf8)
        let written = await withCheckedContinuation { continuation in
            log.append(body, kind: 1) { continuation.resume(returning: $0) }
        }
        var logged = batch
        logged.logSequence = try written.get()
        return store.write(logged)
    }

    /// Opens the folder again, after a clean stop, or as it is when the process is gone without one.
    func reopen(isClean: Bool) async throws {
        if isClean { await store.close() }
        opened.withLock { $0 = nil }
        // Whoever still seals keeps the folder until that is done.
        var new: SpanStore?
        while new == nil {
            do {
                new = try Self.open(path, limits, retention).store
            } catch FolderError.inUse {
                await Task.yield()
            }
        }
        opened.withLock { $0 = new }
    }
}
