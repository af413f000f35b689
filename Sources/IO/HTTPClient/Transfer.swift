import CCurl
import Synchronization

/// One request on its way and the answer as it comes.
// Sendable: what crosses threads is in `state`; all other variables belong to the engine's thread.
final class Transfer: @unchecked Sendable {
    struct Head: Sendable {
        var status: Int
        var version: String
        var headers: ClientHeaders
    }

    private struct State {
        var head: Head?
        var buffer: [UInt8] = []
        var isPaused = false
        var isOver = false
        var isCancelled = false
        var error: TransportError?
        var wireBytes = 0
        var headWaiter: CheckedContinuation<Void, Never>?
        var bodyWaiter: CheckedContinuation<Void, Never>?
    }

    /// How much waits for the reader before the sender has to.
    private static let highWater = 256 << 10

    let request: ClientRequest
    let url: WebURL
    let options: TransportOptions
    let presentsCertificate: Bool
    private let engine: TransferEngine
    private let state = Mutex(State())

    /// The handle of curl, from start to end.
    var easy: UnsafeMutableRawPointer?
    var headerList: UnsafeMutablePointer<curl_slist>?
    let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    /// The head that is coming: an interim one, or the last.
    var draft: Head?
    var progress = Progress()
    /// Bytes of all heads and trailers so far.
    var headBytes = 0
    /// Longest head taken, with interim ones before it and trailers behind it.
    static let longestHead = 256_000

    init(
        request: ClientRequest,
        url: WebURL,
        options: TransportOptions,
        presentsCertificate: Bool,
        engine: TransferEngine
    ) {
        self.request = request
        self.url = url
        self.options = options
        self.presentsCertificate = presentsCertificate
        self.engine = engine
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit { errorText.deallocate() }

    var isOver: Bool { state.withLock { $0.isOver || $0.isCancelled } }
    var isPaused: Bool { state.withLock { $0.isPaused } }
    var wireBytes: Int { state.withLock { $0.wireBytes } }

    /// Starts the transfer and waits for the head of its answer.
    func head() async throws(TransportError) -> Head {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if !state.isOver { state.headWaiter = continuation }
                    return state.isOver
                }
                if isOver { continuation.resume() } else { engine.post(.start(self)) }
            }
        } onCancel: {
            cancel()
        }
        let (head, error) = state.withLock { ($0.head, $0.error) }
        if let head { return head }
        throw error ?? .interrupted(received: 0, expected: nil)
    }

    /// Waits for the next piece of the body; nil at its end.
    func nextChunk() async throws(TransportError) -> [UInt8]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if !state.buffer.isEmpty || state.isOver { return true }
                    state.bodyWaiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            cancel()
        }
        let (chunk, error, wasPaused) = state.withLock { state in
            var chunk: [UInt8] = []
            swap(&chunk, &state.buffer)
            defer { state.isPaused = false }
            return (chunk, state.error, state.isPaused)
        }
        if wasPaused { engine.post(.resume(self)) }
        if !chunk.isEmpty { return chunk }
        if let error { throw error }
        return nil
    }

    /// Ends the transfer, from any thread; nothing if it is over.
    func cancel() {
        let isNew = state.withLock { state in
            guard !state.isOver, !state.isCancelled else { return false }
            state.isCancelled = true
            return true
        }
        if isNew { engine.post(.cancel(self)) }
    }

    /// The head is complete.
    func deliver(_ head: Head) {
        let waiter = state.withLock { state in
            state.head = head
            defer { state.headWaiter = nil }
            return state.headWaiter
        }
        waiter?.resume()
    }

    /// Takes a piece of the body; false if there is no room and curl has to keep it.
    func deliver(_ bytes: UnsafeRawBufferPointer, wireBytes: Int) -> Bool {
        let (isTaken, waiter) = state.withLock { state in
            state.wireBytes = wireBytes
            guard state.buffer.count < Self.highWater else {
                state.isPaused = true
                return (false, CheckedContinuation<Void, Never>?.none)
            }
            state.buffer.append(contentsOf: bytes)
            defer { state.bodyWaiter = nil }
            return (true, state.bodyWaiter)
        }
        waiter?.resume()
        return isTaken
    }

    /// The transfer is over, well if `error` is nil; the first call counts.
    func finish(_ error: TransportError?) {
        let (head, body) = state.withLock { state in
            guard !state.isOver else {
                return (
                    CheckedContinuation<Void, Never>?.none, CheckedContinuation<Void, Never>?.none
                )
            }
            state.isOver = true
            state.error = error
            defer {
                state.headWaiter = nil
                state.bodyWaiter = nil
            }
            return (state.headWaiter, state.bodyWaiter)
        }
        head?.resume()
        body?.resume()
    }
}
