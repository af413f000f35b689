import HTTPClient
import TraceModel

extension TransportError {
    /// The failure of a request as the sentence that a user sees.
    func readerError(request: String) -> TraceReaderError {
        if self == .cancelled { return .cancelled }
        return TraceReaderError(kind, "\(request): \(description)")
    }

    private var kind: TraceReaderError.Kind {
        switch self {
        case .cannotResolve, .cannotConnect, .proxy, .tls, .timedOut, .interrupted, .other:
            .unreachable
        case .cancelled: .cancelled
        case .invalidURL, .invalidHeader: .invalidQuery
        case .notHTTP, .badEncoding, .tooManyRedirects, .redirectRefused, .tooLarge,
            .headTooLarge:
            .malformedAnswer
        }
    }

    /// The same, in terms of the time that the whole question had.
    var ofQuestion: TransportError {
        guard case .timedOut(.total, _) = self, let limit = QuestionDeadline.current?.limit else {
            return self
        }
        return .timedOut(.total, after: limit)
    }

    /// Whether trying again may help.
    var retryFailure: RetryPolicy.Failure {
        switch self {
        case .cannotConnect, .interrupted: .connection
        default: .final
        }
    }
}
