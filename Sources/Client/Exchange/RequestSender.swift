import HTTPClient
import TraceModel

/// Sends the reader's requests: headers, retries, and errors as sentences.
struct RequestSender: Sendable {
    /// An answer whose body may be large.
    enum Reply: Sendable {
        /// A refusal, or something that is not JSON.
        case other(ServerAnswer)
        /// JSON with a status of success: its first bytes, and the rest as it comes.
        case json(first: [UInt8], rest: ResponseBody, AnswerTiming)
    }

    /// How much of an answer that is not data is looked at.
    private static let refusalLimit = 64 << 10

    private(set) var options: ServerOptions
    private let transport: HTTPTransport

    init(_ options: ServerOptions) {
        self.options = options
        transport = HTTPTransport(options: options.transport)
    }

    /// One that sends nothing a second time, over the same connections.
    var withoutRetries: RequestSender {
        var sender = self
        sender.options.retries.delays = []
        return sender
    }

    /// Method, and URL without query: how errors name a request.
    func name(_ request: QueryAPIRequest) -> String {
        "\(request.method.rawValue) \(options.baseURL.text)\(request.encodedPath)"
    }

    /// Asks and takes the whole answer, of any status.
    func answer(
        _ request: QueryAPIRequest
    ) async throws(TraceReaderError) -> ServerAnswer {
        let name = name(request)
        return try await retrying(request) { (response) throws(TransportError) in
            let isSuccess = (200..<300).contains(response.status)
            let body =
                isSuccess
                ? try await response.collect(limit: options.listLimit)
                : try await Self.beginning(of: response.body)
            let answer = Self.whole(response, body, name)
            return isSuccess ? .success(answer) : .refusal(answer) { answer }
        }
    }

    /// Asks for an answer to be read piece by piece.
    func open(
        _ request: QueryAPIRequest
    ) async throws(TraceReaderError) -> Reply {
        let name = name(request)
        return try await retrying(request) { (response) throws(TransportError) in
            guard (200..<300).contains(response.status) else {
                let body = try await Self.beginning(of: response.body)
                let answer = Self.whole(response, body, name)
                return .refusal(answer) { .other(answer) }
            }
            var first: [UInt8] = []
            var chunks = response.body.makeAsyncIterator()
            while first.count < Self.refusalLimit,
                let chunk = try await chunks.next(isolation: nil)
            {
                first += chunk
                guard let byte = chunk.first(where: { $0 > 0x20 && $0 < 0x80 }) else { continue }
                if byte == 0x7B || byte == 0x5B {
                    return .success(
                        .json(
                            first: first,
                            rest: response.body,
                            AnswerTiming(response.headers)
                        )
                    )
                }
                break
            }
            let body = first + (try await Self.beginning(of: response.body))
            return .success(.other(Self.whole(response, body, name)))
        }
    }

    private static func whole(
        _ response: ClientResponse,
        _ body: [UInt8],
        _ name: String
    ) -> ServerAnswer {
        ServerAnswer(
            request: name,
            status: response.status,
            body: body,
            timing: AnswerTiming(response.headers)
        )
    }

    private enum Attempt<Value> {
        case success(Value)
        /// An answer that may be worth another attempt; what it is worth if it is the last.
        case refusal(ServerAnswer, () -> Value)
    }

    private func retrying<Value>(
        _ request: QueryAPIRequest,
        _ read: (ClientResponse) async throws(TransportError) -> Attempt<Value>
    ) async throws(TraceReaderError) -> Value {
        var attempt = 1
        var isRenewal = false
        while true {
            let headers = try await headers(isRenewal: isRenewal)
            let failure: RetryPolicy.Failure
            let outcome: Result<Value, TraceReaderError>
            do throws(TransportError) {
                let url = options.baseURL.url(of: request)
                let response = try await transport.send(
                    ClientRequest(request.method.rawValue, url, headers: headers),
                    within: try Self.timeLeft()
                )
                switch try await read(response) {
                case .success(let value): return value
                case .refusal(let answer, let value):
                    if answer.status == 401, !isRenewal, options.authorization?.isRenewable == true
                    {
                        isRenewal = true
                        continue
                    }
                    failure = .status(answer.status, retryAfter: answer.timing.retryAfter)
                    outcome = .success(value())
                }
            } catch {
                failure = error.retryFailure
                outcome = .failure(error.ofQuestion.readerError(request: name(request)))
            }
            guard let delay = options.retries.delay(afterAttempt: attempt, failure),
                QuestionDeadline.timeLeft.map({ delay < $0 }) ?? true
            else { return try outcome.get() }
            do {
                try await options.clock.sleep(delay)
            } catch {
                throw .cancelled
            }
            attempt += 1
        }
    }

    /// What is left for the question; nil if it has no limit.
    private static func timeLeft() throws(TransportError) -> Duration? {
        guard let left = QuestionDeadline.timeLeft else { return nil }
        guard left > .zero else { throw .timedOut(.total, after: .zero) }
        return left
    }

    private func headers(isRenewal: Bool) async throws(TraceReaderError) -> ClientHeaders {
        var headers: ClientHeaders = ["Accept": "application/json"]
        if let tenant = options.tenant {
            headers.set(tenant.header, tenant.name, isSensitive: true)
        }
        if let authorization = options.authorization {
            headers.set(
                "Authorization",
                try await authorization.value(isRenewal),
                isSensitive: true
            )
        }
        for header in options.headers {
            headers.set(header.name, header.value, isSensitive: true)
        }
        return headers
    }

    /// As much of a body as is worth looking at when it is not data.
    private static func beginning(of body: ResponseBody) async throws(TransportError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunks = body.makeAsyncIterator()
        while bytes.count < refusalLimit, let chunk = try await chunks.next(isolation: nil) {
            bytes += chunk.prefix(refusalLimit - bytes.count)
        }
        return bytes
    }
}
