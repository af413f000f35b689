package import HTTPServer
import WireFormats

/// The two forms of OTLP over HTTP, which an answer shares with its request.
package enum OTLPEncoding: HTTPSpanEncoding {
    case protobuf
    case json

    package var mediaType: String {
        switch self {
        case .protobuf: "application/x-protobuf"
        case .json: "application/json"
        }
    }

    /// The answer to a request that was taken, with the number of spans that were not and why.
    package func success(rejectedSpans: Int, message: String) -> ServerResponse {
        switch self {
        case .protobuf:
            let answer = ExportTraceServiceResponse(
                rejectedSpans: Int64(rejectedSpans),
                errorMessage: message
            )
            return response(200, answer.protobuf)
        case .json:
            let answer = JSONWriter.document { writer in
                writer.object { writer in
                    writer.object("partialSuccess") { writer in
                        guard rejectedSpans > 0 else { return }
                        writer.field("rejectedSpans", quoted: rejectedSpans)
                        writer.field("errorMessage", message)
                    }
                }
            }
            return response(200, answer)
        }
    }

    package func answer(to failure: IntakeFailure) -> ServerResponse {
        self.failure(failure.httpStatus, RPCStatus(code: failure.code, message: failure.message))
    }

    /// An error with a `google.rpc.Status` that says why.
    private func failure(_ status: Int, _ failure: RPCStatus) -> ServerResponse {
        switch self {
        case .protobuf: return response(status, failure.protobuf)
        case .json:
            let answer = JSONWriter.document { writer in
                writer.object { writer in
                    writer.field("code", failure.code)
                    writer.field("message", failure.message)
                }
            }
            return response(status, answer)
        }
    }

    private func response(_ status: Int, _ body: [UInt8]) -> ServerResponse {
        ServerResponse(
            status: status,
            headers: ["Content-Type": mediaType],
            body: .bytes(body)
        )
    }
}

extension IntakeFailure {
    /// The code in `google/rpc/code.proto`.
    fileprivate var code: Int32 {
        switch self {
        case .malformed, .tooLarge: 3
        case .unavailable: 14
        }
    }
}
