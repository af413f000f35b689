package import HTTPServer

/// A form of spans in HTTP requests, which an answer shares with its request.
///
/// The first case is the form of answers to requests of which the form is not known.
package protocol HTTPSpanEncoding: SpanEncoding, CaseIterable {
    /// The `Content-Type` of requests and answers, without parameters.
    var mediaType: String { get }

    /// The answer to a request that was taken, with the number of its spans that no store keeps and why.
    func success(rejectedSpans: Int, message: String) -> ServerResponse

    /// The answer to a request that was not taken, with the status of `failure`.
    func answer(to failure: IntakeFailure) -> ServerResponse
}

extension IntakeFailure {
    package var httpStatus: Int {
        switch self {
        case .malformed: 400
        case .tooLarge: 413
        case .unavailable: 503
        }
    }
}

extension HTTPSpanEncoding {
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
