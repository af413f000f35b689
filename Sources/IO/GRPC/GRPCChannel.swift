import CGRPC

/// A connection to one gRPC server, made when it is first needed and again when it is lost.
// Sendable: the pointer is only handed to the core, which locks.
package final class GRPCChannel: @unchecked Sendable {
    private let channel: OpaquePointer
    private let queue = CompletionQueue()
    private let messageLimit: Int

    /// Connects to nobody yet.
    package init(_ options: GRPCChannelOptions) {
        messageLimit = options.messageLimit
        channel = Self.make(options)
    }

    deinit {
        spoor_grpc_channel_free(channel)
        let queue = queue
        Task { await queue.shutDown() }
    }

    private static func make(_ options: GRPCChannelOptions) -> OpaquePointer {
        let numbers: KeyValuePairs = [
            "grpc.max_receive_message_length": options.messageLimit,
            // We decompress: the core would do it whole before it looks at the limit.
            "grpc.per_message_decompression": 0,
            // Who follows a server that comes back does not wait for minutes.
            "grpc.max_reconnect_backoff_ms": 5000,
        ]
        var texts = ["grpc.primary_user_agent": options.userAgent]
        if let name = options.tls?.serverName {
            texts["grpc.ssl_target_name_override"] = name
            texts["grpc.default_authority"] = name
        }
        let words = numbers.map(\.key) + texts.flatMap { [$0.key, $0.value] }
        return words.withCStrings { pointers in
            var arguments = numbers.enumerated().map { index, argument in
                spoor_grpc_argument(name: pointers[index], value: Int64(argument.value), text: nil)
            }
            for index in stride(from: numbers.count, to: words.count, by: 2) {
                arguments.append(
                    spoor_grpc_argument(
                        name: pointers[index],
                        value: 0,
                        text: pointers[index + 1]
                    )
                )
            }
            guard let tls = options.tls else {
                return spoor_grpc_channel_make(options.target, arguments, arguments.count, nil)
            }
            let pems = [tls.authoritiesPEM, tls.certificatePEM ?? "", tls.keyPEM ?? ""]
            return pems.withCStrings { pointers in
                let hasCertificate = tls.certificatePEM != nil && tls.keyPEM != nil
                var shown = spoor_grpc_tls(
                    authorities: pointers[0],
                    certificate: hasCertificate ? pointers[1] : nil,
                    key: hasCertificate ? pointers[2] : nil
                )
                return spoor_grpc_channel_make(
                    options.target,
                    arguments,
                    arguments.count,
                    &shown
                )
            }
        }
    }

    /// Calls a method and gives `take` each message of the answer, until it returns false.
    ///
    /// A message is asked for when the one before it was taken: a server that sends faster waits.
    ///
    /// - Parameters:
    ///   - method: Such as `/package.Service/Method`.
    ///   - request: The one message that is sent.
    ///   - metadata: What is sent along.
    ///   - deadline: How long the call may take; nil for as long as it does.
    ///   - take: Gets the messages, decompressed.
    /// - Throws: How the call ended, if not well: the server's status, or the core's where there was no server.
    package func call(
        _ method: String,
        _ request: [UInt8],
        metadata: GRPCMetadata = GRPCMetadata(),
        deadline: Duration? = nil,
        take: ([UInt8]) async throws(GRPCStatus) -> Bool
    ) async throws(GRPCStatus) {
        let call = GRPCClientCall(
            spoor_grpc_channel_call(channel, queue.pointer, method, nanoseconds(deadline)),
            messageLimit: messageLimit
        )
        let result: Result<Void, GRPCStatus> = await withTaskCancellationHandler {
            do throws(GRPCStatus) {
                return .success(try await call.run(request, metadata, take: take))
            } catch {
                return .failure(error)
            }
        } onCancel: {
            call.cancel()
        }
        try result.get()
    }

    /// Calls a method that answers with one message.
    ///
    /// - Throws: As ``call(_:_:metadata:deadline:take:)``; `INTERNAL` if there is no message.
    package func message(
        _ method: String,
        _ request: [UInt8],
        metadata: GRPCMetadata = GRPCMetadata(),
        deadline: Duration? = nil
    ) async throws(GRPCStatus) -> [UInt8] {
        var answer: [UInt8]?
        try await call(method, request, metadata: metadata, deadline: deadline) { message in
            answer = message
            return true
        }
        guard let answer else { throw GRPCStatus(.internal, "the answer has no message") }
        return answer
    }

    private func nanoseconds(_ time: Duration?) -> Int64 {
        guard let (seconds, attoseconds) = time?.components, seconds < 1 << 32 else { return .max }
        return max(0, seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

extension [String] {
    /// Calls `body` with pointers to the texts, which end with a NUL each.
    fileprivate func withCStrings<Result>(
        _ body: ([UnsafePointer<CChar>?]) -> Result
    ) -> Result {
        var bytes: [CChar] = []
        var starts: [Int] = []
        for text in self {
            starts.append(bytes.count)
            bytes += text.utf8CString
        }
        return bytes.withUnsafeBufferPointer { bytes in
            body(starts.map { start in bytes.baseAddress.map { $0 + start } })
        }
    }
}
