package import TraceModel

/// What a decoder made of its input.
package struct DecodedTraces: Sendable {
    /// In the order their first spans came.
    package var traces: [Trace]
    /// Errors that the server sent beside or instead of traces.
    package var serverErrors: [ServerError]
    package var report: DecodeReport

    package init(traces: [Trace], serverErrors: [ServerError], report: DecodeReport) {
        self.traces = traces
        self.serverErrors = serverErrors
        self.report = report
    }
}

/// An error in a server's own words, as it stands in an answer.
package struct ServerError: Sendable, Equatable {
    /// An HTTP or gRPC status, whatever the server calls a code.
    package var code: Int64?
    package var message: String
    /// The trace it is about, as the server writes it.
    package var traceID: String?

    package init(code: Int64? = nil, message: String = "", traceID: String? = nil) {
        self.code = code
        self.message = message
        self.traceID = traceID
    }
}

extension ServerError: CustomStringConvertible {
    /// The message with what it is about, such as "trace not found (fffe)".
    package var description: String {
        let text = message.isEmpty ? "error without a message" : message
        return traceID.map { "\(text) (\($0))" } ?? text
    }
}
