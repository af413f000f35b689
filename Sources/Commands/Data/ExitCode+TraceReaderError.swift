package import TraceModel

extension ExitCode {
    /// The exit code of a command whose source gave no answer.
    ///
    /// `isOfFiles` says that the source are files that the user named: what is wrong with them is wrong with what was named.
    package init(_ kind: TraceReaderError.Kind, isOfFiles: Bool = false) {
        self =
            switch kind {
            case .notFound: .nothingFound
            case .invalidQuery, .badCredentials: .wrongUsage
            case .unauthorized, .refused, .unsupported, .malformedAnswer: .serverRefused
            case .unreachable: isOfFiles ? .wrongUsage : .cannotConnect
            case .late: .cannotConnect
            case .cancelled: .interrupted
            }
    }
}
