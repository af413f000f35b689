import CMicrohttpd
import Synchronization

/// Receiving: everything here runs on the connection's thread.
extension Exchange {
    /// The head has come, the body not yet: the only moment to refuse before it.
    ///
    /// `versionStart` is where the version stands in the connection's buffer: one place behind the target, unless that
    /// holds a NUL, at which it would end for us, or more than one space follows it.
    func receiveHead(
        method: String,
        version: String,
        versionStart: UnsafeRawPointer
    ) -> MHD_Result {
        guard !connection.isRefused else { return .NO }
        let headers = readHeaders()
        let isCut = endOfTarget.map { $0 + 1 != versionStart } ?? false
        if (isCut && !version.isEmpty)
            || rawTarget.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F })
        {
            return refuseAndClose(.text(400, "the request line is malformed\n"))
        }
        if let fault = Framing.fault(version: version, headers: headers) {
            return refuseAndClose(.text(fault.status, fault.reason + "\n"))
        }
        let isChunked = headers["Transfer-Encoding"] != nil
        let head = RequestHead(
            method: method == "HEAD" ? "GET" : method,
            isHead: method == "HEAD",
            target: RequestTarget(rawTarget),
            headers: headers,
            declaredLength: isChunked
                ? nil : headers["Content-Length"].flatMap(Framing.length) ?? 0
        )
        self.head = head
        if let refusal = refusalOfHost(head) { return refuse(refusal, head) }
        if let refusal = core.options.authorizeHead?(head) { return refuse(refusal, head) }
        if let length = head.declaredLength {
            guard length <= core.options.bodyLimit else { return refuse(tooLarge, head) }
            // A promise is not a reason to take all the memory at once.
            body.reserveCapacity(min(length, 1 << 20))
        }
        phase = .receiving
        return .YES
    }

    /// A piece of the body.
    func receiveBody(_ bytes: UnsafeRawBufferPointer) -> MHD_Result {
        switch phase {
        case .receiving where body.count + bytes.count > core.options.bodyLimit:
            // No answer can be given in mid-body: the rest is read first, up to a bound.
            phase = .draining(tooLarge, discarded: body.count + bytes.count)
            dropBody()
        case .receiving where !takeMemory(bytes.count):
            phase = .draining(busy, discarded: body.count + bytes.count)
            dropBody()
        case .receiving:
            body.append(contentsOf: bytes)
        case .draining(let response, let discarded):
            phase = .draining(response, discarded: discarded + bytes.count)
        case .lingering(let discarded):
            phase = .lingering(discarded: discarded + bytes.count)
            return discarded > core.options.lingerLimit ? .NO : .YES
        case .head, .handling, .answered:
            return .NO
        }
        guard case .draining(let response, let discarded) = phase,
            discarded > core.options.drainLimit
        else { return .YES }
        guard connection.sendLast(response) else { return .NO }
        phase = .lingering(discarded: 0)
        return .YES
    }

    /// The whole request has come, or the handler's answer has woken the connection.
    func proceed() -> MHD_Result {
        connection.deadline.store(.max, ordering: .relaxed)
        connection.receivingSince.store(0, ordering: .relaxed)
        shared.withLock { $0.isWhole = true }
        switch phase {
        case .draining(let response, _):
            return answer(response)
        case .handling:
            guard let response = shared.withLock({ $0.result }) else { return .YES }
            return answer(response)
        case .receiving:
            guard let head else { return .NO }
            // Its memory is given back with the answer: the handler has the body until then.
            let request = ServerRequest(head: head, body: body)
            body = []
            switch core.handler {
            case .sync(let handler): return answer(handler(request))
            case .async(let handler): return hand(request, to: handler)
            }
        case .head, .lingering, .answered:
            return .NO
        }
    }

    private func hand(
        _ request: ServerRequest,
        to handler: @escaping @Sendable (ServerRequest) async -> ServerResponse
    ) -> MHD_Result {
        phase = .handling
        let isAborted = shared.withLock { shared in
            // Under the lock and before the task: a resumption never overtakes its suspension.
            guard !shared.isAborted else { return true }
            shared.isSuspended = true
            MHD_suspend_connection(handle.pointer)
            shared.task = Task { self.complete(await handler(request)) }
            return false
        }
        guard isAborted else {
            core.watch.arm(connection)
            return .YES
        }
        return proceed()
    }

    private var tooLarge: ServerResponse {
        if let head, let answer = core.options.answerTooLarge?(head) { return answer }
        return .text(
            413,
            "the body is longer than the limit of \(core.options.bodyLimit) bytes\n"
        )
    }

    private var busy: ServerResponse {
        if let head, let answer = core.options.answerBusy?(head) { return answer }
        return .text(
            503,
            "there is no memory for more requests now; try again\n",
            headers: ["Retry-After": "1"]
        )
    }

    /// The answer to a request for another host than those that are let in.
    private func refusalOfHost(_ head: RequestHead) -> ServerResponse? {
        guard let hosts = core.options.hosts else { return nil }
        for authority in [head.headers["Host"], head.target.authority] {
            guard let authority, !hosts.allows(authority) else { continue }
            return .text(
                403,
                "this listener is for this machine alone and does not know the host in the request; "
                    + "start spoor with --allow-host NAME to let it in by another name\n"
            )
        }
        return nil
    }

    /// Refuses a request after its body, so that the connection lives on, unless the body is not worth reading.
    private func refuse(_ response: ServerResponse, _ head: RequestHead) -> MHD_Result {
        let waits = head.headers.values("Expect").contains {
            ServerHeaders.same($0, "100-continue")
        }
        if waits { return refuseAndClose(response) }
        if let length = head.declaredLength, length > core.options.drainLimit {
            guard length <= core.options.lingerLimit, connection.sendLast(response) else {
                return refuseAndClose(response)
            }
            phase = .lingering(discarded: 0)
            return .YES
        }
        phase = .draining(response, discarded: 0)
        return .YES
    }

    private func refuseAndClose(_ response: ServerResponse) -> MHD_Result {
        var response = response
        response.headers["Connection"] = "close"
        return answer(response)
    }

    private func readHeaders() -> ServerHeaders {
        final class Fields { var list: [ServerHeaders.Field] = [] }
        let fields = Fields()
        MHD_get_connection_values_n(
            handle.pointer,
            .HEADER_KIND,
            { context, _, name, nameCount, value, valueCount in
                guard let context, let name else { return .NO }
                let fields = Unmanaged<Fields>.fromOpaque(context).takeUnretainedValue()
                let valueBytes = UnsafeRawBufferPointer(
                    start: value,
                    count: value == nil ? 0 : valueCount
                )
                fields.list.append(
                    ServerHeaders.Field(
                        name: String(
                            decoding: UnsafeRawBufferPointer(start: name, count: nameCount),
                            as: UTF8.self
                        ),
                        value: String(decoding: valueBytes, as: UTF8.self)
                    )
                )
                return .YES
            },
            Unmanaged.passUnretained(fields).toOpaque()
        )
        return ServerHeaders(fields.list)
    }
}
