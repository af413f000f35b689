package import TraceModel

extension ExitCode {
    /// The exit code of a command whose source gave no answer.
    package init(_ kind: TraceReaderError.Kind) {
        self =
            switch kind {
            case .notFound: .nothingFound
            case .invalidQuery: .wrongUsage
            case .unauthorized, .refused, .unsupported, .malformedAnswer: .serverRefused
            case .unreachable: .cannotConnect
            case .cancelled: .interrupted
            }
    }
}
