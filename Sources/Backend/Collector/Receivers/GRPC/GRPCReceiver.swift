/// A receiver of spans over gRPC: what sets it apart from the others.
///
/// What all of them need is in ``GRPCIntake``.
package protocol GRPCReceiver: SpanReceiver {
    /// The form in which it takes spans.
    associatedtype Encoding: SpanEncoding

    /// The service and method that spans are sent to, such as `package.Service/Method`.
    var method: String { get }
    var encoding: Encoding { get }
    /// The longest message, sent and decompressed, in bytes.
    var messageLimit: Int { get }

    /// The answer to a request that was taken, with the number of its spans that no store keeps and why.
    func success(rejectedSpans: Int, message: String) -> [UInt8]
}
