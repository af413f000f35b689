/// A receiver of spans over HTTP: what sets it apart from the others.
///
/// What all of them need is in ``HTTPIntake``.
package protocol HTTPReceiver: SpanReceiver {
    /// The forms in which it takes spans.
    associatedtype Encoding: HTTPSpanEncoding

    /// The path that spans are posted to.
    var path: String { get }
    /// The longest body, sent and decompressed, in bytes.
    var bodyLimit: Int { get }
}

extension HTTPReceiver {
    /// The Collector's own limit, in bytes.
    package static var usualBodyLimit: Int { 20 << 20 }

    package var bodyLimit: Int { Self.usualBodyLimit }
}
