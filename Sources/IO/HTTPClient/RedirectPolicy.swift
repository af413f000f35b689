/// Which redirects are followed, and what may travel along.
///
/// Only `GET` and `HEAD` are repeated elsewhere. Credentials stay with the scheme, host and port that they were
/// meant for, and once dropped do not come back. curl's own following is not used: it would send custom headers,
/// such as a tenant's, to any host.
package struct RedirectPolicy: Sendable {
    /// How many redirects one request may take.
    package var limit = 5

    package init() {}

    /// The request that an answer asks for instead; nil if the answer is what the caller gets.
    ///
    /// - Parameters:
    ///   - request: What was asked.
    ///   - status: The status of the answer.
    ///   - location: Its `Location`.
    ///   - count: How many redirects were followed before.
    /// - Returns: The next request, with credentials only if its origin is the same.
    /// - Throws: ``TransportError``, if the answer is a redirect that must not be followed.
    package func next(
        after request: ClientRequest,
        status: Int,
        location: String?,
        count: Int
    ) throws(TransportError) -> ClientRequest? {
        guard [301, 302, 303, 307, 308].contains(status), let location,
            request.method == "GET" || request.method == "HEAD"
        else { return nil }
        let from = try WebURL(request.url)
        let target = try from.resolving(location)
        guard count < limit else { throw .tooManyRedirects(limit: limit, url: target.shown) }
        var next = request
        next.url = target.text
        guard !from.isSameOrigin(as: target) else { return next }
        if from.scheme == "https", target.scheme == "http",
            request.headers.hasCredentials || from.hasCredentials
        {
            throw .redirectRefused(
                url: target.shown,
                reason: "it leads from https to http, and the request has credentials"
            )
        }
        next.headers = request.headers.withoutCredentials
        return next
    }
}
