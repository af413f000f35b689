package import Storage
package import StorageFiles
import Synchronization
package import TraceModel

/// Reads a folder of traces that another process may be writing to.
///
/// Questions are answered from the folder as it was some seconds ago at most: it is opened anew when something was written since.
package final class FolderReader: ForwardingReader {
    private struct Opened {
        var store: SpanStore
        var stamp: [String]
        var time: ContinuousClock.Instant
    }

    /// How old what is answered may be.
    private static let mostAge = Duration.seconds(3)

    /// Sentences on what was damaged at the start.
    package let notes: [String]
    private let path: String
    private let limits: StoreLimits
    private let opened: Mutex<Opened>

    /// Opens the folder at `path`; `limits` are of what no segment holds yet.
    ///
    /// - Throws: ``FolderError``.
    package init(_ path: String, limits: StoreLimits) throws(FolderError) {
        self.path = path
        self.limits = limits
        let stamp = FolderSnapshot.stamp(of: path)
        let first = Backend.storeOfSnapshot(try FolderSnapshot(of: path), limits: limits)
        notes = first.notes
        opened = Mutex(Opened(store: first.store, stamp: stamp, time: .now))
    }

    package var base: any TraceReader { opened.withLock { $0.store } }

    package func ask<Answer: Sendable>(
        _ question: () async throws(TraceReaderError) -> Answer
    ) async throws(TraceReaderError) -> Answer {
        refresh()
        return try await question()
    }

    /// Opens the folder anew if that is due; what cannot be opened now is answered from before.
    private func refresh() {
        let known = opened.withLock { opened -> [String]? in
            guard ContinuousClock.now - opened.time > Self.mostAge else { return nil }
            opened.time = .now
            return opened.stamp
        }
        let stamp = FolderSnapshot.stamp(of: path)
        guard let known, stamp != known else { return }
        guard let snapshot = try? FolderSnapshot(of: path) else { return }
        let store = Backend.storeOfSnapshot(snapshot, limits: limits).store
        opened.withLock { $0 = Opened(store: store, stamp: stamp, time: .now) }
    }
}
