/// Why a source gave no answer, as a sentence that can be shown as it is.
package struct TraceReaderError: Error, Sendable, Equatable {
    /// What went wrong, as far as a program must know it.
    package enum Kind: Sendable, Equatable {
        /// There is no such trace.
        case notFound
        /// The question itself is wrong: the source refused it as malformed.
        case invalidQuery
        /// Credentials are missing or not enough.
        case unauthorized
        /// Credentials that the user named cannot be had; nobody was asked.
        case badCredentials
        /// The source refused or failed; the status of HTTP, where there is one.
        case refused(status: Int?)
        /// The source cannot do what was asked.
        case unsupported
        /// What answers is not a source of traces, or its answer cannot be read.
        case malformedAnswer
        /// The source could not be reached, or the connection broke.
        case unreachable
        /// There was no whole answer within the time that the user allows.
        case late
        /// The caller cancelled.
        case cancelled
    }

    package var kind: Kind
    /// One sentence: the request, what the source said, and what to do.
    package var message: String
    /// How long the source wants not to be asked (`Retry-After` of HTTP), in nanoseconds; nil when it does not say.
    package var retryAfter: Nanoseconds?

    package init(_ kind: Kind, _ message: String, retryAfter: Nanoseconds? = nil) {
        self.kind = kind
        self.message = message
        self.retryAfter = retryAfter
    }

    /// The error of a task that was cancelled.
    package static let cancelled = TraceReaderError(
        .cancelled,
        "cancelled before the answer was complete"
    )
}

extension TraceReaderError: CustomStringConvertible {
    package var description: String { message }
}
