import HTTPServer
import WireFormats

/// The two forms of OTLP over HTTP, which an answer shares with its request.
enum OTLPEncoding: Sendable, Equatable {
    case protobuf
    case json

    /// The form that a `Content-Type` names, its parameters aside; nil for any other.
    init?(contentType: String?) {
        let mediaType = (contentType ?? "").prefix { $0 != ";" }.lowercased()
        switch mediaType.filter({ $0 != " " && $0 != "\t" }) {
        case "application/x-protobuf": self = .protobuf
        case "application/json": self = .json
        default: return nil
        }
    }

    var contentType: String {
        switch self {
        case .protobuf: "application/x-protobuf"
        case .json: "application/json"
        }
    }

    /// The answer to a request that was taken, with the number of spans that were not and why.
    func success(rejectedSpans: Int = 0, message: String = "") -> ServerResponse {
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

    /// An error with a `google.rpc.Status` that says why.
    func failure(_ status: Int, _ failure: RPCStatus) -> ServerResponse {
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
            headers: ["Content-Type": contentType],
            body: .bytes(body)
        )
    }
}
