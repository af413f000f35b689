package import HTTPServer
package import TraceModel

/// A form of spans in HTTP requests, which an answer shares with its request.
///
/// The first case is the form of answers to requests of which the form is not known.
package protocol SpanEncoding: Sendable, CaseIterable {
    /// The `Content-Type` of requests and answers, without parameters.
    var mediaType: String { get }

    /// A number of spans that no body of so many bytes, decompressed, exceeds.
    func mostSpans(inBytes count: Int) -> Int

    /// The number of spans in a body, decompressed; nil where it cannot be had for less than reading them.
    func spanCount(_ body: [UInt8]) -> Int?

    /// Reads a body, decompressed.
    ///
    /// - Throws: A sentence, if the body cannot be read completely: it is then refused whole.
    func decode(_ body: [UInt8]) throws -> SpanBatch

    /// The answer to a request that was taken, with the number of its spans that no store keeps and why.
    func success(rejectedSpans: Int, message: String) -> ServerResponse

    /// The answer to a request that was not taken, with the status of `failure`.
    func answer(to failure: IntakeFailure) -> ServerResponse
}

/// Why the spans of a request were not taken.
package enum IntakeFailure: Sendable, Equatable {
    /// The request cannot be read.
    case malformed(String)
    /// It is larger than can be taken at any time.
    case tooLarge(String)
    /// It may be taken later.
    case unavailable(String)

    package var status: Int {
        switch self {
        case .malformed: 400
        case .tooLarge: 413
        case .unavailable: 503
        }
    }

    /// The reason, for the sender.
    package var message: String {
        switch self {
        case .malformed(let message), .tooLarge(let message), .unavailable(let message): message
        }
    }
}

extension SpanEncoding {
    /// The form that a `Content-Type` names, its parameters aside; nil for any other.
    init?(contentType: String?) {
        let mediaType = (contentType ?? "").prefix { $0 != ";" }.lowercased()
            .filter { $0 != " " && $0 != "\t" }
        guard let encoding = Self.allCases.first(where: { $0.mediaType == mediaType }) else {
            return nil
        }
        self = encoding
    }
}
