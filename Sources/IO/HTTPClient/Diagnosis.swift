import CCurl
import Glibc
import SystemErrors

/// What is known of a transfer that failed, and which ``TransportError`` it is.
///
/// curl's codes are too coarse: a refusal by the proxy and a missing client certificate come as a failure to
/// receive. Its message, the system's error and the proxy's status tell them apart.
struct Diagnosis {
    let code: CURLcode
    let message: String
    let url: WebURL
    let options: TransportOptions
    let systemError: Int32
    /// The status of a `CONNECT`, 0 if none was made.
    let proxyStatus: Int
    /// Whether the way to the server was open, TLS included.
    let isConnected: Bool
    /// Whether the head of the answer was complete.
    let hasHead: Bool
    let elapsedMilliseconds: Int
    let received: Int
    let expected: Int?

    var error: TransportError {
        if proxyStatus >= 400 { return .proxy(reason: "it answers \(proxyStatus) to CONNECT") }
        switch code {
        case CURLE_COULDNT_RESOLVE_PROXY:
            return .proxy(reason: "its address cannot be found")
        case CURLE_PROXY:
            return .proxy(reason: message)
        case CURLE_COULDNT_RESOLVE_HOST:
            return .cannotResolve(host: url.host)
        case CURLE_COULDNT_CONNECT:
            return unreachable
        case CURLE_OPERATION_TIMEDOUT:
            return timedOut
        case CURLE_URL_MALFORMAT:
            return .invalidURL(url.shown, reason: message)
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
            return .notHTTP(reason: message)
        case CURLE_BAD_CONTENT_ENCODING:
            return .badEncoding(reason: message)
        case CURLE_OUT_OF_MEMORY where isConnected && !hasHead:
            // How curl says that one line of the head is longer than it takes.
            return .headTooLarge(limit: 100_000)
        case CURLE_ABORTED_BY_CALLBACK:
            return .cancelled
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
            CURLE_SSL_SHUTDOWN_FAILED, CURLE_USE_SSL_FAILED, CURLE_SSL_CLIENTCERT,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            return .tls(host: url.host, reason: message)
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING,
            CURLE_HTTP2, CURLE_HTTP2_STREAM:
            return interrupted
        default:
            return .other(code: Int(code.rawValue), message: message)
        }
    }

    private var unreachable: TransportError {
        let reason =
            systemError == 0 ? message : SystemError.phrase(systemError)
        // curl names whom it tried: if that is not the server, it is the proxy before it.
        let bare = url.host.drop { $0 == "[" }.prefix { $0 != "]" }
        let isServer = message.contains(" \(bare) port \(url.port) ")
        if options.proxy != .none, message.contains(" port "), !isServer {
            return .proxy(reason: "cannot connect to it: \(reason)")
        }
        return .cannotConnect(host: url.host, port: url.port, reason: reason)
    }

    private var timedOut: TransportError {
        if let limit = options.maxTime,
            isConnected || elapsedMilliseconds >= limit.wholeMilliseconds
        {
            return .timedOut(.total, after: limit)
        }
        return .timedOut(.connect, after: options.connectTimeout)
    }

    private var interrupted: TransportError {
        // TLS 1.3 servers refuse a client's certificate only after the handshake.
        if message.contains("SSL"), message.contains("alert") {
            return .tls(host: url.host, reason: message)
        }
        if message.contains("CONNECT") { return .proxy(reason: message) }
        return .interrupted(received: received, expected: expected)
    }
}
