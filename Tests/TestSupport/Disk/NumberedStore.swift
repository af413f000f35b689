package import StorageFiles
import Synchronization
package import TraceModel

/// A small store over a ``DataFolder`` that does with numbers what the real one does with spans.
package final class NumberedStore: Sendable {
    private struct State {
        /// Numbers of the log that no segment holds, in the log's order.
        var head: [UInt64] = []
        var lastSequence: UInt64 = 0
    }

    package let folder: DataFolder
    package let notes: [String]
    private let state: Mutex<State>
    /// Held while a segment is made.
    private let sealing = Mutex(())

    package init(
        _ path: String,
        in fileSystem: any FileSystem = SystemFiles(),
        options: DataFolder.Options = DataFolder.Options()
    ) throws(FolderError) {
        var replayed = State()
        let opened = try DataFolder.open(
            path,
            in: fileSystem,
            options: options,
            inspector: NumberedSegments(),
            at: .now,
            replay: { (record) throws(FolderError) in
                // A record that is not what was written would be missed among those acknowledged.
                guard let number = NumberedBatch.number(record.contents) else { return }
                replayed.head.append(number)
                replayed.lastSequence = record.sequence
            }
        )
        folder = opened.folder
        notes = opened.notes
        state = Mutex(replayed)
    }

    /// Writes a number, and tells `acknowledge` when it counts as written or was refused.
    private func append(
        _ number: UInt64,
        acknowledge: @escaping @Sendable (Result<UInt64, LogError>) -> Void
    ) {
        NumberedBatch.contents(number).withUnsafeBytes { contents in
            folder.log.append(contents, kind: 1) { result in
                if case .success(let sequence) = result {
                    self.state.withLock { state in
                        state.head.append(number)
                        state.lastSequence = sequence
                    }
                }
                acknowledge(result)
            }
        }
    }

    /// Writes a number; whether it counts as written.
    package func append(_ number: UInt64) async -> Bool {
        await refusal(appending: number) == nil
    }

    /// Writes a number; why it was refused, or nil if it counts as written.
    package func refusal(appending number: UInt64) async -> LogError? {
        await withCheckedContinuation { continuation in
            append(number) { result in
                switch result {
                case .success: continuation.resume(returning: nil)
                case .failure(let error): continuation.resume(returning: error)
                }
            }
        }
    }

    /// Makes a segment of what no segment holds.
    package func seal(at now: Timestamp = .now) throws(FolderError) {
        try sealing.withLock { _ throws(FolderError) in
            let (head, last) = state.withLock { ($0.head, $0.lastSequence) }
            guard !head.isEmpty else { return }
            try folder.seal([NumberedSegments().make(head)], through: last, at: now)
            state.withLock { $0.head.removeFirst(head.count) }
        }
    }

    /// All numbers, as often as they are there; damaged segments are an error.
    package func numbers() throws -> [UInt64] {
        try folder.segments.flatMap { try NumberedSegments().numbers(in: $0.bytes) }
            + state.withLock { $0.head }
    }
}
