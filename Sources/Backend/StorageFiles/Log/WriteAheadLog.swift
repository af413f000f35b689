import Compression
import Dispatch
import Synchronization

/// Batches on disk before they are acknowledged, until the segments are that hold them.
///
/// Who appends does not wait: the batch is compressed on the caller's thread and joins the group that is written, and synced,
/// when the disk is done with the group before. What became of it is told on the log's own thread, in the order of the
/// sequence numbers that records get. It holds what is appended in memory until it is written: how much that may be is for
/// the caller to say.
package final class WriteAheadLog: Sendable {
    /// Gets the record's sequence, when it counts as written.
    package typealias Completion = @Sendable (Result<UInt64, LogError>) -> Void

    private struct Waiting {
        let body: PackedBody
        let completion: Completion
    }

    private struct State {
        var waiting: [Waiting] = []
        /// Whether the thread is at work or about to be.
        var isRunning = false
        var isClosed = false
    }

    /// How many bytes are written at once, unless one record has more.
    private static let mostGroupBytes = 8 << 20

    package let policy: SyncPolicy
    private let state = Mutex(State())
    private let writer: Mutex<LogWriter>
    private let packer = ZstdBlocks(level: 1)
    private let queue = DispatchQueue(label: "spoor.log")
    private let report: @Sendable (FileError) -> Void
    /// Whether a sync is due that what is written now will have part in.
    private let isSyncDue = Atomic(false)

    /// - Parameters:
    ///   - writer: Where the files go on.
    ///   - policy: When they are synced.
    ///   - report: Called when something failed that no caller is told of; must not block.
    init(
        _ writer: consuming LogWriter,
        policy: SyncPolicy,
        report: @escaping @Sendable (FileError) -> Void
    ) {
        self.writer = Mutex(writer)
        self.policy = policy
        self.report = report
    }

    /// Writes a batch; `completion` is called once, after this has returned or before.
    ///
    /// - Parameters:
    ///   - contents: The batch.
    ///   - kind: What the contents are, by the caller's own numbers.
    ///   - completion: Called on the log's thread, in the order of the records; must not block.
    package func append(
        _ contents: UnsafeRawBufferPointer,
        kind: UInt16,
        completion: @escaping Completion
    ) {
        do throws(LogError) {
            let body = try PackedBody(kind: kind, contents, with: packer)
            let waiting = Waiting(body: body, completion: completion)
            let mustStart = try state.withLock { state throws(LogError) in
                guard !state.isClosed else { throw LogError.closed }
                state.waiting.append(waiting)
                defer { state.isRunning = true }
                return !state.isRunning
            }
            if mustStart { queue.async { self.writeGroups() } }
        } catch {
            completion(.failure(error))
        }
    }

    /// Writes a batch; its sequence, when it counts as written.
    package func append(_ contents: [UInt8], kind: UInt16) async throws(LogError) -> UInt64 {
        let result = await withCheckedContinuation { continuation in
            contents.withUnsafeBytes {
                append($0, kind: kind) { continuation.resume(returning: $0) }
            }
        }
        return try result.get()
    }

    /// Bytes of all files; waits for what is being written.
    var byteCount: Int { writer.withLock { $0.byteCount } }

    /// Removes the files of which every record is sealed; returns at once.
    func free(through sealed: UInt64) {
        queue.async {
            self.reporting { (writer) throws(FileError) in try writer.free(through: sealed) }
        }
    }

    /// Takes nothing more, writes what waits, syncs it, and removes what is sealed: of a log that is, all.
    ///
    /// Belongs on a thread that may block.
    func close(sealedThrough sealed: UInt64) {
        state.withLock { $0.isClosed = true }
        queue.sync {
            writeGroups()
            reporting { (writer) throws(FileError) in
                try writer.sync()
                try writer.free(through: sealed, isLast: true)
            }
        }
    }

    private func writeGroups() {
        while let group = nextGroup() {
            let isSynced = policy == .eachBatch
            let result = writer.withLock { writer -> Result<UInt64, LogError> in
                do throws(FileError) {
                    let bodies = group.map(\.body)
                    return .success(try writer.write(bodies, isSynced: isSynced))
                } catch {
                    return .failure(.file(error))
                }
            }
            for (index, waiting) in group.enumerated() {
                waiting.completion(result.map { $0 + UInt64(index) })
            }
            if case .every(let interval) = policy, case .success = result {
                syncLater(after: interval)
            }
        }
    }

    /// What is written next, oldest first; nil, and the thread rests, when nothing waits.
    private func nextGroup() -> [Waiting]? {
        state.withLock { state in
            var bytes = 0
            let count = state.waiting.prefix {
                bytes += $0.body.recordBytes
                return bytes <= Self.mostGroupBytes
            }.count
            guard !state.waiting.isEmpty else {
                state.isRunning = false
                return nil
            }
            let group = Array(state.waiting.prefix(max(count, 1)))
            state.waiting.removeFirst(group.count)
            return group
        }
    }

    private func syncLater(after interval: Duration) {
        let isFirst = isSyncDue.exchange(true, ordering: .relaxed) == false
        guard isFirst else { return }
        queue.asyncAfter(deadline: .now() + interval.seconds) {
            self.isSyncDue.store(false, ordering: .relaxed)
            self.reporting { (writer) throws(FileError) in try writer.sync() }
        }
    }

    private func reporting(_ body: (inout LogWriter) throws(FileError) -> Void) {
        do throws(FileError) {
            try writer.withLock { writer throws(FileError) in try body(&writer) }
        } catch {
            report(error)
        }
    }
}

extension Duration {
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
