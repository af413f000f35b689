import Synchronization

/// Sends HTTP requests over libcurl, keeping connections for later ones.
///
/// Making one costs nothing: its one thread starts with the first request and ends once the transport and all
/// bodies it gave out are released. Nothing is repeated but what redirects ask for, and nothing is printed.
package final class HTTPTransport: Sendable {
    private let options: TransportOptions
    private let policy = RedirectPolicy()
    private let lease = Mutex<EngineLease?>(nil)

    package init(options: TransportOptions = TransportOptions()) { self.options = options }

    /// Sends a request and follows its redirects; returns with the head of the answer.
    ///
    /// Cancelling the task closes the connection.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - limit: How long all of it may take, redirects and body included; nil for ``TransportOptions/maxTime`` for each
    ///     of them.
    /// - Returns: The head of the answer, and its body as it comes.
    /// - Throws: ``TransportError``; an answer of any status is an answer, not an error.
    package func send(
        _ request: ClientRequest,
        within limit: Duration? = nil
    ) async throws(TransportError) -> ClientResponse {
        let start = ContinuousClock.now
        let origin = try WebURL(request.url)
        if let name = request.headers.malformedName { throw .invalidHeader(name: name) }
        var request = request
        var count = 0
        while true {
            let url = try WebURL(request.url)
            let response = try await exchange(
                request,
                url: url,
                maxTime: limit.map { $0 - start.duration(to: .now) } ?? options.maxTime,
                presentsCertificate: url.isSameOrigin(as: origin)
            )
            let next = try policy.next(
                after: request,
                status: response.status,
                location: response.headers["Location"],
                count: count
            )
            guard let next else { return response }
            // A short body is read so that its connection can be used again; what it says does not matter.
            if let length = response.headers["Content-Length"].flatMap({ Int($0) }), length <= 4096
            {
                _ = try? await response.collect(limit: 1 << 20)
            }
            request = next
            count += 1
        }
    }

    private func exchange(
        _ request: ClientRequest,
        url: WebURL,
        maxTime: Duration?,
        presentsCertificate: Bool
    ) async throws(TransportError) -> ClientResponse {
        var options = options
        options.maxTime = maxTime
        let lease = try currentLease()
        let transfer = Transfer(
            request: request,
            url: url,
            options: options,
            presentsCertificate: presentsCertificate,
            engine: lease.engine
        )
        // Before waiting: if this task goes away, so does the transfer.
        let body = ResponseBody(BodyHandle(transfer: transfer, lease: lease))
        let head = try await transfer.head()
        return ClientResponse(
            status: head.status,
            headers: head.headers,
            url: url.shown,
            httpVersion: head.version,
            body: body
        )
    }

    private func currentLease() throws(TransportError) -> EngineLease {
        try lease.withLock { (lease) throws(TransportError) in
            if let lease { return lease }
            let made = EngineLease(engine: try TransferEngine(stallTimeout: options.stallTimeout))
            lease = made
            return made
        }
    }
}

/// Ends the engine's thread when nobody needs it any more.
final class EngineLease: Sendable {
    let engine: TransferEngine

    init(engine: TransferEngine) { self.engine = engine }

    deinit { engine.post(.stop) }
}
