import Compression
package import HTTPServer
import TraceModel
import WireFormats

/// Receives OTLP over HTTP at `/v1/traces` (opentelemetry-proto `docs/specification.md`, OTLP/HTTP).
///
/// A request is taken whole or refused whole. 200 means that its spans are in the queue of the pipeline;
/// a queue without room answers 503 with `Retry-After`, so that nothing is lost that the sender can keep.
package struct OTLPHTTPReceiver: Sendable {
    /// The longest body, sent and decompressed, in bytes: the Collector's own limit.
    package static let usualBodyLimit = 20 << 20

    private let pipeline: SpanPipeline
    private let bodyLimit: Int
    private let cors: CORSPolicy?

    package init(
        pipeline: SpanPipeline,
        bodyLimit: Int = usualBodyLimit,
        cors: CORSPolicy? = nil
    ) {
        self.pipeline = pipeline
        self.bodyLimit = bodyLimit
        self.cors = cors
    }

    /// Answers what can be answered before the body comes; nil lets the body in.
    package func check(_ head: RequestHead) -> ServerResponse? {
        guard head.target.rawPath == "/v1/traces" else {
            return .text(
                404,
                "404 page not found\n",
                headers: ["X-Content-Type-Options": "nosniff"]
            )
        }
        if let cors, head.method == "OPTIONS" { return cors.preflight(head) }
        guard head.method == "POST", !head.isHead else {
            return opened(plain(405, "405 method not allowed, supported: [POST]"), head)
        }
        guard let encoding = OTLPEncoding(contentType: head.headers["Content-Type"]) else {
            let known = "[application/json, application/x-protobuf]"
            return opened(plain(415, "415 unsupported media type, supported: \(known)"), head)
        }
        guard let length = head.declaredLength, length > bodyLimit else { return nil }
        return opened(tooLarge(encoding), head)
    }

    /// Answers a request whose body turned out longer than the limit.
    package func answerTooLarge(_ head: RequestHead) -> ServerResponse {
        let encoding = OTLPEncoding(contentType: head.headers["Content-Type"]) ?? .protobuf
        return opened(tooLarge(encoding), head)
    }

    /// Answers a whole request; does not wait, so it may run on the listener's thread.
    package func answer(_ request: ServerRequest) -> ServerResponse {
        if let refusal = check(request.head) { return refusal }
        guard let encoding = OTLPEncoding(contentType: request.headers["Content-Type"]) else {
            return plain(415, "415 unsupported media type")
        }
        return opened(receive(request, encoding), request.head)
    }

    private func receive(_ request: ServerRequest, _ encoding: OTLPEncoding) -> ServerResponse {
        let token = request.headers["Content-Encoding"] ?? ""
        // The Collector's own word for deflate.
        guard let coding = ContentCoding(token: token.lowercased() == "zlib" ? "deflate" : token)
        else {
            let message = "unsupported Content-Encoding: \(token)"
            return encoding.failure(400, RPCStatus(code: Self.invalidArgument, message: message))
        }
        do {
            let body = try decompress(request.body, coding: coding, limit: bodyLimit)
            // Counting is for when it may come to no.
            if !pipeline.hasRoom(forSpans: OTLPRequest.mostSpans(inBytes: body.count)),
                let spans = OTLPRequest.spanCount(body, encoding),
                let refusal = pipeline.refusal(ofSpans: spans)
            {
                return answer(to: refusal, encoding)
            }
            let request = try OTLPRequest.decode(body, encoding)
            return answer(
                to: pipeline.offer(request.batch),
                encoding,
                nameless: request.namelessSpans
            )
        } catch CompressionError.tooLarge {
            return tooLarge(encoding)
        } catch {
            return encoding.failure(
                400,
                RPCStatus(code: Self.invalidArgument, message: "\(error)")
            )
        }
    }

    private func answer(
        to offer: SpanQueue.Offer,
        _ encoding: OTLPEncoding,
        nameless: Int = 0
    ) -> ServerResponse {
        switch offer {
        case .taken:
            guard nameless > 0 else { return encoding.success() }
            return encoding.success(
                rejectedSpans: nameless,
                message: "\(nameless) spans have no trace id"
            )
        case .full: return unavailable("sending queue is full", encoding)
        case .closed: return unavailable("the collector is stopping", encoding)
        case .tooLarge:
            let message = "the request holds more than the whole queue; send smaller batches"
            return encoding.failure(413, RPCStatus(code: Self.invalidArgument, message: message))
        }
    }

    private func tooLarge(_ encoding: OTLPEncoding) -> ServerResponse {
        let message = "http: request body too large: the limit is \(bodyLimit) bytes"
        return encoding.failure(413, RPCStatus(code: Self.invalidArgument, message: message))
    }

    private func unavailable(_ message: String, _ encoding: OTLPEncoding) -> ServerResponse {
        var response = encoding.failure(503, RPCStatus(code: Self.unavailable, message: message))
        response.headers["Retry-After"] = "1"
        return response
    }

    private func plain(_ status: Int, _ text: String) -> ServerResponse {
        ServerResponse(
            status: status,
            headers: ["Content-Type": "text/plain"],
            body: .bytes(Array(text.utf8))
        )
    }

    private func opened(_ response: ServerResponse, _ head: RequestHead) -> ServerResponse {
        cors?.open(response, to: head) ?? response
    }

    // `google/rpc/code.proto`.
    private static let invalidArgument: Int32 = 3
    private static let unavailable: Int32 = 14
}
