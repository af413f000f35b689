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
        case .notHTTP, .badEncoding, .tooManyRedirects, .redirectRefused, .tooLarge:
            .malformedAnswer
        }
    }

    /// Whether trying again may help.
    var retryFailure: RetryPolicy.Failure {
        switch self {
        case .cannotConnect, .interrupted: .connection
        default: .final
        }
    }
}
