/// A body in pieces of up to some 256 kB, decoded, at the pace of its reader.
///
/// It is read once: iterators share it. At most 256 kB and a piece wait while nobody reads, then the sender
/// waits. Cancelling the reading task, or letting go of body and iterators, closes the connection.
package struct ResponseBody: AsyncSequence, Sendable {
    package typealias Element = [UInt8]
    package typealias Failure = TransportError

    private let handle: BodyHandle

    init(_ handle: BodyHandle) { self.handle = handle }

    var wireBytes: Int { handle.transfer.wireBytes }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let handle: BodyHandle

        package mutating func next() async throws(TransportError) -> [UInt8]? {
            try await handle.transfer.nextChunk()
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(TransportError) -> [UInt8]? {
            try await handle.transfer.nextChunk()
        }
    }

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(handle: handle) }
}

/// Its holder may still read the body.
final class BodyHandle: Sendable {
    let transfer: Transfer
    /// Keeps the thread alive that moves the bytes.
    private let lease: EngineLease

    init(transfer: Transfer, lease: EngineLease) {
        self.transfer = transfer
        self.lease = lease
    }

    deinit { transfer.cancel() }
}
