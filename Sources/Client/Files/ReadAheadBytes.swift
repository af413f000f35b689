import Dispatch
import Synchronization

/// Bytes of a source that never waits for others, gathered into large pieces and read by a thread of their own while the last piece is
/// being worked on.
///
/// The thread begins with the second piece: most files have but one.
final class ReadAheadBytes: ByteSource {
    /// Enough to be cut and shared among cores, little enough for some of them to be nothing beside a trace.
    static let largePiece = 4 << 20

    private let pieces: GatheredBytes
    private var reader: Reader?
    private var isFirst = true
    private var isAtEnd = false

    init(_ base: any ByteSource) { pieces = GatheredBytes(base) }

    func next(_ welcome: Int) throws(FileFailure) -> [UInt8]? {
        if isAtEnd { return nil }
        let result: Result<[UInt8]?, FileFailure>
        if reader == nil, isFirst || pieces.isAtEnd {
            isFirst = false
            result = pieces.next(least: Self.largePiece / 2)
        } else {
            let reader = reader ?? Reader(pieces)
            self.reader = reader
            result = reader.take()
        }
        if case .success(.some) = result {} else { isAtEnd = true }
        return try result.get()
    }

    /// Leaves the source to its owner, wherever reading is.
    func end() {
        reader?.end()
        reader = nil
        isAtEnd = true
    }
}

/// The thread that reads ahead.
///
/// Sendable because only that thread touches the pieces between `init` and ``end()``.
private final class Reader: @unchecked Sendable {
    /// Pieces that may wait to be taken.
    private static let mostWaiting = 2

    private struct State {
        var waiting: [Result<[UInt8]?, FileFailure>] = []
        var isOver = false
    }

    private let pieces: GatheredBytes
    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let filled = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    init(_ pieces: GatheredBytes) {
        self.pieces = pieces
        for _ in 0..<Self.mostWaiting { room.signal() }
        DispatchQueue(label: "spoor.files.ahead").async { self.run() }
    }

    private func run() {
        var isDone = false
        while !isDone {
            room.wait()
            guard !state.withLock({ $0.isOver }) else { break }
            let piece = pieces.next(least: ReadAheadBytes.largePiece / 2)
            if case .success(.some) = piece {} else { isDone = true }
            state.withLock { $0.waiting.append(piece) }
            filled.signal()
        }
        ended.signal()
    }

    /// The next piece, which is waited for; no more after the end.
    func take() -> Result<[UInt8]?, FileFailure> {
        filled.wait()
        defer { room.signal() }
        return state.withLock { $0.waiting.removeFirst() }
    }

    func end() {
        state.withLock { $0.isOver = true }
        room.signal()
        ended.wait()
    }
}
