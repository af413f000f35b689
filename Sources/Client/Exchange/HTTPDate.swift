import HTTPClient
package import TraceModel
import WireFormats

/// Times of HTTP's header fields (RFC 9110 §5.6.7), of the one form that is not obsolete.
package enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything else.
    package static func timestamp(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", words[1].count == 2, words[3].count == 4,
            let month = months.firstIndex(of: String(words[2]))
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return RFC3339.parse("\(words[3])-\(number)-\(words[1])T\(words[4])Z")
    }
}

/// What the header of an answer says of time, and of the answer itself.
package struct AnswerTiming: Sendable, Equatable {
    /// The server's clock, cut to whole seconds.
    package var date: Timestamp?
    /// How long the server wants not to be asked, nanoseconds.
    package var retryAfter: Nanoseconds?
    /// What our own backend has to say of a trace that OTLP has no place for (`Spoor-Note`).
    package var note: String?
    /// How many operations our own backend leaves out of a list of them.
    package var omittedOperations = 0

    package init(date: Timestamp? = nil, retryAfter: Nanoseconds? = nil) {
        self.date = date
        self.retryAfter = retryAfter
    }

    /// Reads `Date`, and `Retry-After` in either of its forms (RFC 9110 §10.2.3).
    init(_ headers: ClientHeaders) {
        note = headers["Spoor-Note"]
        omittedOperations = max(0, headers[OperationList.omittedHeader].flatMap { Int($0) } ?? 0)
        date = headers["Date"].flatMap { HTTPDate.timestamp($0) }
        guard let text = headers["Retry-After"] else { return }
        if let seconds = Int64(text), seconds >= 0 {
            retryAfter = .seconds(min(seconds, 86_400))
        } else if let time = HTTPDate.timestamp(text), let date {
            retryAfter = max(0, time.since(date))
        }
    }
}
