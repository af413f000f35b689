import PlainText
package import TraceModel
import WireFormats

/// Makes the one sentence that a user sees of an answer that is not data.
package enum AnswerError {
    /// The error that `answer` is.
    package static func error(_ answer: ServerAnswer) -> TraceReaderError {
        TraceReaderError(
            kind(of: answer),
            sentence(answer, advice: advice(for: answer)),
            retryAfter: answer.timing.retryAfter
        )
    }

    /// Neither family of the API answers at this address.
    package static func noTraceAPI(_ answers: [ServerAnswer]) -> TraceReaderError {
        // What was answered to the first question tells most, unless only the second was refused for want of rights.
        let telling =
            answers.first { $0.status == 401 || $0.status == 403 } ?? answers.first {
                !$0.isRouteAbsent
            }
            ?? answers.first
        guard let telling else {
            return TraceReaderError(.malformedAnswer, "the server did not answer like a Jaeger API")
        }
        if telling.isRouteAbsent || telling.isSuccess {
            return TraceReaderError(
                .malformedAnswer,
                sentence(telling, advice: "this is not the Jaeger API: is the base path right?")
            )
        }
        return error(telling)
    }

    /// An answer of status 200 that is not what was asked for.
    package static func unexpected(
        _ answer: ServerAnswer,
        expected: String
    ) -> TraceReaderError {
        guard answer.isSuccess, case .json = answer.content else { return error(answer) }
        return TraceReaderError(
            .malformedAnswer,
            "\(answer.request) answered \(status(answer.status)) with JSON that is not \(expected)"
        )
    }

    private static func sentence(_ answer: ServerAnswer, advice: String?) -> String {
        var text = "\(answer.request) answered \(status(answer.status))"
        switch answer.content {
        case .html(let title):
            text += title.map { " with a page titled “\($0)”" } ?? " with a page without a title"
        case .empty:
            text += " without a word"
        case .text, .json:
            let words = answer.content.serverWords
            if !words.isEmpty { text += ": “\(words)”" }
        }
        return text + (advice.map { "; \($0)" } ?? "")
    }

    private static func kind(of answer: ServerAnswer) -> TraceReaderError.Kind {
        switch answer.status {
        case 401, 403: return .unauthorized
        case _ where answer.isRouteAbsent: return .unsupported
        case 200..<300: return .malformedAnswer
        case 400, 422: return .invalidQuery
        case 501: return .unsupported
        default: return .refused(status: answer.status)
        }
    }

    private static func advice(for answer: ServerAnswer) -> String? {
        let words = answer.content.serverWords.lowercased()
        switch answer.status {
        case 400 where words.contains("parseuint"):
            return "this server's trace ids are hexadecimal numbers"
        case 401 where words.contains("missing tenant"):
            return "name your tenant with --tenant"
        case 401 where words.contains("unknown tenant"):
            return "check the name given with --tenant"
        case 401:
            return "give credentials with --token-file or --token-command, or with --user and "
                + "--password-file"
        case 403:
            return "the credentials given do not allow this"
        case 407:
            return "the proxy wants credentials: put them into the proxy's URL"
        case 429, 502, 503, 504:
            // A short wait was kept by trying again.
            if let wait = answer.timing.retryAfter, wait > 0 {
                return "the server asks to wait \(DurationText.passed(wait)): ask again then"
            }
            guard answer.status == 429 else {
                return "the server or its storage has a problem: try again later"
            }
            return "the server asks for fewer requests: wait a little, then ask again"
        case 500 where words.contains("search depth"):
            return "ask for fewer traces with limit="
        case 500 where words.contains("unsupported value"):
            return "a span holds a number that the server cannot write as JSON"
        case 300..<400:
            return "the redirect was not followed"
        default:
            break
        }
        if case .html = answer.content {
            return answer.isSuccess
                ? "that is not data: does a login stand before the server, or is the base path wrong?"
                : nil
        }
        return answer.isRouteAbsent ? "the server has no such route: is the base path right?" : nil
    }

    private static func status(_ status: Int) -> String {
        reasons[status].map { "\(status) \($0)" } ?? String(status)
    }

    private static let reasons = [
        200: "OK", 204: "No Content", 301: "Moved Permanently", 302: "Found",
        303: "See Other", 307: "Temporary Redirect", 308: "Permanent Redirect",
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 407: "Proxy Authentication Required", 408: "Request Timeout",
        413: "Content Too Large", 414: "URI Too Long", 422: "Unprocessable Content",
        429: "Too Many Requests", 500: "Internal Server Error", 501: "Not Implemented",
        502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    ]
}
