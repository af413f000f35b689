package import HTTPClient
import TraceModel
package import WireFormats

/// Which server is asked, as whom, and within which bounds.
package struct ServerOptions: Sendable {
    /// A header that tells the server which tenant's traces are meant.
    package struct Tenant: Sendable, Equatable {
        /// Jaeger's own default is `x-tenant`.
        package var header: String
        package var name: String

        package init(header: String = "x-tenant", name: String) {
            self.header = header
            self.name = name
        }
    }

    package var baseURL: BaseURL
    /// Sent with every request to the server's own origin, and to no other.
    package var headers: [(name: String, value: String)]
    package var authorization: Authorization?
    package var tenant: Tenant?
    package var transport: TransportOptions
    package var retries: RetryPolicy
    package var clock: ReaderClock
    /// How many bytes a list or a set of summaries may have.
    package var listLimit = 64 << 20
    /// How much of an answer with whole traces is taken.
    package var decodeLimits = DecodeLimits.none
    /// What a user should know of how this server is asked, for as long as it is.
    package var remarks: [String] = []

    package init(
        baseURL: BaseURL,
        headers: [(name: String, value: String)] = [],
        authorization: Authorization? = nil,
        tenant: Tenant? = nil,
        transport: TransportOptions = TransportOptions(),
        retries: RetryPolicy = RetryPolicy(),
        clock: ReaderClock = ReaderClock(ContinuousClock())
    ) {
        self.baseURL = baseURL
        self.headers = headers
        self.authorization = authorization
        self.tenant = tenant
        self.transport = transport
        self.retries = retries
        self.clock = clock
    }

    /// What a user should know for as long as this server is asked.
    package var caveats: [String] {
        var caveats = remarks
        if transport.insecure, baseURL.scheme == "https" {
            caveats.append("the server's certificate is not verified (--insecure)")
        }
        if !baseURL.isEncrypted, !baseURL.isLoopback, authorization != nil {
            let scheme = baseURL.scheme
            caveats.append("credentials travel unencrypted: the URL is \(scheme), not \(scheme)s")
        }
        return caveats
    }
}

/// The value of the `Authorization` header, asked for at each request.
package struct Authorization: Sendable {
    /// Gives the value; `isRenewal` says that the server has refused the last one.
    let value: @Sendable (_ isRenewal: Bool) async throws(TraceReaderError) -> String
    let isRenewable: Bool

    /// RFC 6750.
    package static func bearer(_ token: String) -> Authorization {
        Authorization(
            value: { (_) throws(TraceReaderError) in "Bearer " + token },
            isRenewable: false
        )
    }

    /// A token that runs out.
    ///
    /// `token` is asked at each request, so it should remember, and once more, with true, after a 401. Its errors
    /// are shown in their own words.
    package static func bearer(
        from token: @escaping @Sendable (_ isRenewal: Bool) async throws -> String
    ) -> Authorization {
        Authorization(
            value: { (isRenewal) throws(TraceReaderError) in
                do {
                    return "Bearer " + (try await token(isRenewal))
                } catch is CancellationError {
                    throw .cancelled
                } catch {
                    throw TraceReaderError(
                        .badCredentials,
                        "No token for the server. \(error)"
                    )
                }
            },
            isRenewable: true
        )
    }

    /// RFC 7617, in UTF-8.
    package static func basic(user: String, password: String) -> Authorization {
        let value = "Basic " + Base64.text(of: Array("\(user):\(password)".utf8))
        return Authorization(value: { (_) throws(TraceReaderError) in value }, isRenewable: false)
    }
}

/// A monotonic clock, reduced to what a reader does with it.
package struct ReaderClock: Sendable {
    /// Time since some fixed point.
    package let now: @Sendable () -> Duration
    package let sleep: @Sendable (Duration) async throws -> Void

    package init<Source: Clock>(_ clock: Source) where Source.Duration == Duration {
        let start = clock.now
        now = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
    }
}
