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
    package var message: String { didSet { message = Self.cut(message) } }
    /// The trace it is about, as the server writes it.
    package var traceID: String? { didSet { traceID = traceID.map(Self.cut) } }

    /// What one error takes at most, with message and id.
    static let mostBytes = 4096

    package init(code: Int64? = nil, message: String = "", traceID: String? = nil) {
        self.code = code
        self.message = Self.cut(message)
        self.traceID = traceID.map(Self.cut)
    }

    /// Words to show, however many were sent.
    private static func cut(_ text: String) -> String {
        text.utf8.count <= mostBytes / 4 ? text : text.prefix(mostBytes / 16) + "…"
    }
}

extension ServerError: CustomStringConvertible {
    /// The message with what it is about, such as "trace not found (fffe)".
    package var description: String {
        let text = message.isEmpty ? "error without a message" : message
        return traceID.map { "\(text) (\($0))" } ?? text
    }
}
