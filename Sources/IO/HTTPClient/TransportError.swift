/// Why no answer, or no whole answer, came.
package enum TransportError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum TimeLimit: String, Sendable {
        /// Name, connection and TLS handshake.
        case connect
        /// No byte either way.
        case stall
        /// The request as a whole.
        case total
    }

    case cannotResolve(host: String)
    case cannotConnect(host: String, port: Int, reason: String)
    /// The proxy cannot be reached, or refuses.
    case proxy(reason: String)
    case tls(host: String, reason: String)
    case timedOut(TimeLimit, after: Duration)
    /// The connection broke off; `received` bytes of the body had come over the wire, of `expected` if known.
    case interrupted(received: Int, expected: Int?)
    /// By the task, or by letting go of the body or the transport.
    case cancelled
    case invalidURL(String, reason: String)
    /// A header of the request cannot be sent.
    case invalidHeader(name: String)
    /// What answers does not speak HTTP.
    case notHTTP(reason: String)
    /// The body is not coded as its header says.
    case badEncoding(reason: String)
    case tooManyRedirects(limit: Int, url: String)
    case redirectRefused(url: String, reason: String)
    /// The body is longer than the reader asked for.
    case tooLarge(limit: Int)
    /// The head of the answer is longer than is taken.
    case headTooLarge(limit: Int)
    /// Anything else, in curl's words.
    case other(code: Int, message: String)

    package var description: String {
        switch self {
        case .cannotResolve(let host):
            "cannot find the address of \(host): check its spelling and that this machine can "
                + "resolve names"
        case .cannotConnect(let host, let port, let reason):
            "cannot connect to \(Self.joined(host, port)): \(reason): check that the server runs "
                + "there and that nothing blocks the port"
        case .proxy(let reason):
            "the proxy does not let us through: \(reason): check its address and credentials"
        case .tls(let host, let reason):
            "TLS with \(host) failed: \(reason)" + Self.advice(tls: reason)
        case .timedOut(let limit, let duration):
            Self.sentence(limit, Self.seconds(duration))
        case .interrupted(let received, let expected):
            Self.sentence(received: received, expected: expected)
        case .cancelled:
            "the request was cancelled"
        case .invalidURL(let url, let reason):
            "\(url) is not a URL to ask: \(reason)"
        case .invalidHeader(let name):
            "the header \(name) cannot be sent: its name or value has characters that HTTP does "
                + "not allow"
        case .notHTTP(let reason):
            "what answers there does not speak HTTP: \(reason): check the port"
        case .badEncoding(let reason):
            "the answer is not compressed as it says: \(reason)"
        case .tooManyRedirects(let limit, let url):
            "more than \(limit) redirects, the last to \(url): check the address"
        case .redirectRefused(let url, let reason):
            "the server redirects to \(url), which was not followed: \(reason)"
        case .tooLarge(let limit):
            "the answer is longer than the limit of \(limit / 1_000_000) MB: ask for less"
        case .headTooLarge(let limit):
            "the answer's headers are longer than \(limit / 1000) kB, and no data came: check what "
                + "answers there"
        case .other(let code, let message):
            "the transfer failed: \(message) (curl error \(code))"
        }
    }

    private static func sentence(_ limit: TimeLimit, _ time: String) -> String {
        switch limit {
        case .connect:
            "no connection within \(time): check the address, or allow more time to connect"
        case .stall:
            "the server was silent for \(time): try a smaller question, or allow more time"
        case .total:
            "the answer was not complete within \(time): try a smaller question, or allow more time"
        }
    }

    private static func sentence(received: Int, expected: Int?) -> String {
        if received == 0, expected == nil {
            return "the server closed the connection without an answer: try again"
        }
        let part = expected.map { "\(received) of \($0)" } ?? "\(received)"
        return "the connection broke off after \(part) bytes of the answer: try again"
    }

    private static func advice(tls reason: String) -> String {
        if reason.contains("certificate problem") || reason.contains("certificate subject name") {
            return
                ": name the authority that signed the server's certificate, or allow insecure TLS"
        }
        let signs = ["wrong version number", "packet length too long", "SSL_ERROR_SYSCALL"]
        if signs.contains(where: reason.contains) {
            return ": the port may not speak TLS, try http"
        }
        return ": check the certificate and key files"
    }

    private static func joined(_ host: String, _ port: Int) -> String {
        host.contains(":") && !host.hasPrefix("[") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.wholeMilliseconds
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}

extension Duration {
    /// Milliseconds, rounded up, 0 for negative durations.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let thousandth: Int64 = 1_000_000_000_000_000
        return Int(min(seconds, 1 << 40)) * 1000 + Int((attoseconds + thousandth - 1) / thousandth)
    }
}
