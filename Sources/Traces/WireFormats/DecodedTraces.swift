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

extension ServerError {
    /// The errors in the value of a member `error` or `errors`: a text, an object, or a list of either.
    static func all(in value: JSONValue) -> [ServerError] {
        switch value {
        case .string(let text): [ServerError(message: text)]
        case .object:
            [
                ServerError(
                    code: (value["code"] ?? value["httpCode"] ?? value["http_code"]
                        ?? value["status"])?.int,
                    message: (value["msg"] ?? value["message"] ?? value["reason"])?.string ?? "",
                    traceID: value["traceID"]?.string
                )
            ]
        case .array(let values): values.flatMap { all(in: $0) }
        case .null, .bool, .int, .double: []
        }
    }
}
