package import TraceModel

/// A form of spans in requests, whatever carries them.
package protocol SpanEncoding: Sendable {
    /// What bodies are called in the log of a store, where they may wait for a later version of the program: a number that no other
    /// form has, and that never changes.
    var logKind: UInt16 { get }

    /// A number of spans that no body of so many bytes, decompressed, exceeds.
    func mostSpans(inBytes count: Int) -> Int

    /// The number of spans in a body, decompressed; nil where it cannot be had for less than reading them.
    func spanCount(_ body: [UInt8]) -> Int?

    /// Reads a body, decompressed.
    ///
    /// - Throws: A sentence, if the body cannot be read completely: it is then refused whole.
    func decode(_ body: [UInt8]) throws -> SpanBatch
}

/// Why the spans of a request were not taken.
package enum IntakeFailure: Error, Sendable, Equatable {
    /// The request cannot be read.
    case malformed(String)
    /// It is larger than can be taken at any time.
    case tooLarge(String)
    /// It may be taken later.
    case unavailable(String)

    /// The reason, for the sender.
    package var message: String {
        switch self {
        case .malformed(let message), .tooLarge(let message), .unavailable(let message): message
        }
    }
}
