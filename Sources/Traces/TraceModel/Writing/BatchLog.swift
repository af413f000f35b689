/// Where batches are written, as they were sent, before their senders are told that they were taken.
package protocol BatchLog: Sendable {
    /// Writes a batch; `completion` is called once.
    ///
    /// - Parameters:
    ///   - body: The batch, as it was sent.
    ///   - kind: What the body is: the receivers' own numbers.
    ///   - completion: Gets the batch's number when it counts as written. Called in the order of the numbers, which is the order in
    ///     which a store must get the batches; must not block.
    func append(
        _ body: [UInt8],
        kind: UInt16,
        completion: @escaping @Sendable (Result<UInt64, TraceWriterError>) -> Void
    )
}
