import Compression
package import HTTPServer

/// Takes in the spans of a receiver over HTTP: paths, methods, content codings, limits, refusals and counts.
///
/// A request is taken whole or refused whole. 200 means that its spans are in the queue of the pipeline, and in its log if it has one;
/// a queue without room answers 503 with `Retry-After`, so that nothing is lost that the sender can keep.
package struct HTTPIntake<Receiver: HTTPReceiver>: Sendable {
    package typealias Encoding = Receiver.Encoding

    package let receiver: Receiver
    private let intake: SpanIntake
    private let cors: CORSPolicy?
    /// The longest body, sent and decompressed, in bytes.
    let bodyLimit: Int

    /// `bodyLimit` is the longest body if the receiver would take a longer one.
    package init(
        _ receiver: Receiver,
        pipeline: SpanPipeline,
        cors: CORSPolicy? = nil,
        bodyLimit: Int = .max
    ) {
        self.receiver = receiver
        self.bodyLimit = min(receiver.bodyLimit, bodyLimit)
        intake = SpanIntake(pipeline, labels: receiver.labels)
        self.cors = cors
    }

    /// Answers what can be answered before the body comes; nil lets the body in.
    package func check(_ head: RequestHead) -> ServerResponse? {
        switch judge(head) {
        case .success: nil
        case .failure(let refused): refused.response
        }
    }

    /// Answers a request whose body turned out longer than the limit.
    package func answerTooLarge(_ head: RequestHead) -> ServerResponse {
        guard let first = Encoding.allCases.first else { return ServerResponse(status: 413) }
        let encoding = Encoding(contentType: head.headers["Content-Type"]) ?? first
        return withCORS(encoding.answer(to: bodyTooLarge), head)
    }

    /// Answers a request for whose body there is no memory now.
    package func answerBusy(_ head: RequestHead) -> ServerResponse {
        guard let first = Encoding.allCases.first else { return ServerResponse(status: 503) }
        let encoding = Encoding(contentType: head.headers["Content-Type"]) ?? first
        return withCORS(unavailable("there is no memory for more requests now", encoding), head)
    }

    /// Whether an answer waits for the log, so that it must not be waited for on the listener's thread.
    var waitsForLog: Bool { intake.waitsForLog }

    /// Answers a whole request; where there is a log, when its spans are there.
    package func answer(_ request: ServerRequest) async -> ServerResponse {
        switch read(request) {
        case .success(let (body, encoding)):
            let result = await intake.take(body, encoding)
            return withCORS(answer(to: result, encoding), request.head)
        case .failure(let refused): return refused.response
        }
    }

    /// Answers a whole request at once, on the listener's thread, where there is no log.
    package func answerAtOnce(_ request: ServerRequest) -> ServerResponse {
        switch read(request) {
        case .success(let (body, encoding)):
            let result = intake.takeAtOnce(body, encoding)
            return withCORS(answer(to: result, encoding), request.head)
        case .failure(let refused): return refused.response
        }
    }

    /// The form of the body of a request, or the answer that its head is enough for.
    private func judge(_ head: RequestHead) -> Result<Encoding, RefusedHead> {
        guard head.target.rawPath == receiver.path else {
            let sniffing = ["X-Content-Type-Options": "nosniff"] as ServerHeaders
            return refused(.text(404, "404 page not found\n", headers: sniffing))
        }
        if let cors, head.method == "OPTIONS" { return refused(cors.preflight(head)) }
        guard head.method == "POST", !head.isHead else {
            return refused(plain(405, "405 method not allowed, supported: [POST]", head))
        }
        guard let encoding = Encoding(contentType: head.headers["Content-Type"]) else {
            let known = Encoding.allCases.map(\.mediaType).sorted().joined(separator: ", ")
            return refused(plain(415, "415 unsupported media type, supported: [\(known)]", head))
        }
        if let length = head.declaredLength, length > bodyLimit {
            return refused(withCORS(encoding.answer(to: bodyTooLarge), head))
        }
        return .success(encoding)
    }

    /// The body of a request, decompressed, and its form.
    private func read(
        _ request: ServerRequest
    ) -> Result<(body: [UInt8], encoding: Encoding), RefusedHead> {
        judge(request.head).flatMap { encoding in
            let token = request.headers["Content-Encoding"] ?? ""
            func refuse(_ failure: IntakeFailure) -> Result<
                (body: [UInt8], encoding: Encoding), RefusedHead
            > {
                .failure(
                    RefusedHead(response: withCORS(encoding.answer(to: failure), request.head))
                )
            }
            // The Collector's own word for deflate.
            guard
                let coding = ContentCoding(token: token.lowercased() == "zlib" ? "deflate" : token)
            else { return refuse(.malformed("unsupported Content-Encoding: \(token)")) }
            do throws(CompressionError) {
                let body = try decompress(request.body, coding: coding, limit: bodyLimit)
                return .success((body, encoding))
            } catch {
                if case .tooLarge = error { return refuse(bodyTooLarge) }
                return refuse(.malformed("\(error)"))
            }
        }
    }

    private func answer(
        to result: Result<SpanIntake.Taken, IntakeFailure>,
        _ encoding: Encoding
    ) -> ServerResponse {
        switch result {
        case .success(let taken):
            encoding.success(rejectedSpans: taken.rejectedSpans, message: taken.message)
        case .failure(.unavailable(let message)): unavailable(message, encoding)
        case .failure(let failure): encoding.answer(to: failure)
        }
    }

    private var bodyTooLarge: IntakeFailure {
        .tooLarge("http: request body too large: the limit is \(bodyLimit) bytes")
    }

    private func unavailable(_ message: String, _ encoding: Encoding) -> ServerResponse {
        var response = encoding.answer(to: .unavailable(message))
        response.headers["Retry-After"] = "1"
        return response
    }

    private func refused(_ response: ServerResponse) -> Result<Encoding, RefusedHead> {
        .failure(RefusedHead(response: response))
    }

    private func plain(_ status: Int, _ text: String, _ head: RequestHead) -> ServerResponse {
        let response = ServerResponse(
            status: status,
            headers: ["Content-Type": "text/plain"],
            body: .bytes(Array(text.utf8))
        )
        return withCORS(response, head)
    }

    private func withCORS(_ response: ServerResponse, _ head: RequestHead) -> ServerResponse {
        cors?.allowReading(response, of: head) ?? response
    }
}

/// The answer to a request whose body is not wanted, or cannot be read.
private struct RefusedHead: Error {
    let response: ServerResponse
}
