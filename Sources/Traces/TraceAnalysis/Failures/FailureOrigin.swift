package import TraceModel

/// Where failures begin and what they say: failures of one origin are the same trouble.
package struct FailureOrigin: Sendable, Hashable {
    package var service: String
    package var operation: String
    /// The exception's type, else `error.type`, else `HTTP 503` or `gRPC 14`, else `ERROR`.
    package var cause: String
    /// The message with its numbers, ids and quoted values taken out; see ``MessageShape``.
    package var message: String

    package init(service: String, operation: String, cause: String, message: String) {
        self.service = service
        self.operation = operation
        self.cause = cause
        self.message = message
    }

    /// What `span` says of its own failure.
    ///
    /// Exceptions are recorded as events (OpenTelemetry semantic conventions, `exceptions-spans.md`); the last one
    /// is the one that the span ended with.
    ///
    /// - Complexity: O(attributes and events of the span).
    package init(_ span: Span) {
        let exception = span.events.last { $0.name == "exception" }
        func text(_ key: String) -> String? {
            let value = exception?.attributes.first(key) ?? span.attributes.first(key)
            guard case .string(let text)? = value, !text.isEmpty else { return nil }
            return text
        }
        service = span.serviceName
        operation = span.name
        // A status that stands for the type says less than the same with its protocol's name.
        let type = text("error.type").flatMap { $0.allSatisfy(\.isNumber) ? nil : $0 }
        cause =
            text("exception.type") ?? type ?? Self.status(span) ?? text("error.type") ?? "ERROR"
        message = MessageShape.of(text("exception.message") ?? span.statusMessage)
    }

    /// The status of a protocol, by the names of today's conventions and of those before them.
    private static func status(_ span: Span) -> String? {
        let names = [
            ("http.response.status_code", "HTTP"), ("http.status_code", "HTTP"),
            ("rpc.grpc.status_code", "gRPC"),
        ]
        for (key, name) in names {
            switch span.attributes.first(key) {
            case .int(let code) where code != 0: return "\(name) \(code)"
            case .string(let code) where (1...3).contains(code.utf8.count): return "\(name) \(code)"
            default: continue
            }
        }
        return nil
    }
}

/// What became of a failure above the span that it began at.
package enum FailureOutcome: Int, Sendable, CaseIterable {
    /// It propagated to the root of the trace, or of as much of it as is there.
    case surfaced
    /// Some caller above went on and was fine.
    case swallowed
    /// A later call of the same name beside it went well.
    case retried
    /// It ended after its parent had, which did not fail: nobody waited for it.
    case late
}

/// One failure, at the span that it began at.
package struct Failure: Sendable, Equatable {
    package var origin: FailureOrigin
    package var span: SpanID
    package var start: Timestamp
    package var outcome: FailureOutcome
    /// Failed spans above that only repeat it.
    package var echoes: Int
}
