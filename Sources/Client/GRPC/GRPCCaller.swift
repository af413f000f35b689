import GRPC
import HTTPClient
import TraceModel
import WireFormats

/// Calls methods of a server: what is sent along, attempts, and errors as sentences.
struct GRPCCaller: Sendable {
    private(set) var options: ServerOptions
    private let channel: GRPCChannel

    init(_ options: ServerOptions, _ channel: GRPCChannel) {
        self.options = options
        self.channel = channel
    }

    /// One that calls nothing a second time, over the same connection.
    var withoutRetries: GRPCCaller {
        var caller = self
        caller.options.retries.delays = []
        return caller
    }

    /// The one message that a method answers with; nil if the server has no such method.
    func message(
        _ method: GRPCMethod,
        _ request: [UInt8]
    ) async throws(TraceReaderError) -> [UInt8]? {
        var answer: [UInt8] = []
        let isThere = try await call(method, request) {
            answer = []
        } take: { (message) throws(TraceReaderError) in
            answer = message
        }
        return isThere ? answer : nil
    }

    /// Gives each message that a method answers with to `take`; false if the server has no such method.
    ///
    /// `begin` is called before each attempt: what came of the one before does not count.
    ///
    /// - Throws: What `take` throws, and how the call ended if not well.
    func call(
        _ method: GRPCMethod,
        _ request: [UInt8],
        begin: () -> Void,
        take: ([UInt8]) async throws(TraceReaderError) -> Void
    ) async throws(TraceReaderError) -> Bool {
        var attempt = 1
        var isRenewal = false
        while true {
            let metadata = try await metadata(isRenewal: isRenewal)
            begin()
            var failure: TraceReaderError?
            var status = GRPCStatus.ok
            do throws(GRPCStatus) {
                try await channel.call(
                    method.path,
                    request,
                    metadata: metadata,
                    deadline: QuestionDeadline.timeLeft
                ) { (message) throws(GRPCStatus) in
                    do throws(TraceReaderError) { try await take(message) } catch {
                        failure = error
                        return false
                    }
                    return true
                }
            } catch {
                status = error
            }
            if let failure { throw failure }
            if status.code == .ok { return true }
            if status.code == .unimplemented { return false }
            if status.code == .unauthenticated, !isRenewal,
                options.authorization?.isRenewable == true
            {
                isRenewal = true
                continue
            }
            guard status.code == .unavailable,
                let delay = options.retries.delay(afterAttempt: attempt, .connection),
                QuestionDeadline.timeLeft.map({ delay < $0 }) ?? true
            else { throw error(status, of: method) }
            do {
                try await options.clock.sleep(delay)
            } catch {
                throw .cancelled
            }
            attempt += 1
        }
    }

    private func metadata(isRenewal: Bool) async throws(TraceReaderError) -> GRPCMetadata {
        var fields: [GRPCMetadata.Field] = []
        func add(_ name: String, _ value: String) {
            fields.append(GRPCMetadata.Field(name: name.lowercased(), value: Array(value.utf8)))
        }
        if let tenant = options.tenant { add(tenant.header, tenant.name) }
        if let authorization = options.authorization {
            add("authorization", try await authorization.value(isRenewal))
        }
        for header in options.headers { add(header.name, header.value) }
        return GRPCMetadata(fields)
    }

    /// Server and method: how errors name a call.
    func name(_ method: GRPCMethod) -> String { "\(options.baseURL.text) \(method.rawValue)" }

    /// A call that did not end well, as the sentence that a user sees.
    func error(_ status: GRPCStatus, of method: GRPCMethod) -> TraceReaderError {
        let name = name(method)
        let words = status.reason.isEmpty ? "" : ": “\(status.reason)”"
        func answered(_ kind: TraceReaderError.Kind, _ advice: String? = nil) -> TraceReaderError {
            TraceReaderError(
                kind,
                "\(name) answered \(status.code.name)\(words)" + (advice.map { "; \($0)" } ?? "")
            )
        }
        switch status.code {
        case .cancelled where Task.isCancelled: return .cancelled
        case .unavailable: return TraceReaderError(.unreachable, "\(name): \(status.reason)")
        case .deadlineExceeded:
            guard let limit = QuestionDeadline.current?.limit else {
                return answered(.unreachable)
            }
            let words = TransportError.timedOut(.total, after: limit).description
            return TraceReaderError(.late, "\(name): \(words)")
        case .unauthenticated:
            return answered(
                .unauthorized,
                "give credentials with --token-file or --token-command, and a tenant with --tenant"
            )
        case .permissionDenied:
            return answered(.unauthorized, "the credentials given do not allow this")
        case .invalidArgument, .outOfRange: return answered(.invalidQuery)
        case .notFound: return answered(.notFound)
        case .unimplemented: return answered(.unsupported)
        case .resourceExhausted:
            return answered(.refused(status: nil), "ask for fewer traces with limit=")
        case .ok, .cancelled, .unknown, .alreadyExists, .failedPrecondition, .aborted, .internal,
            .dataLoss:
            return answered(.refused(status: nil))
        }
    }
}
