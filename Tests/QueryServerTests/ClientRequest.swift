import Testing

/// A request that a known client sends, word for word, and what of the answer that client reads.
struct ClientRequest: CustomTestStringConvertible, Sendable {
    var client: String
    var method = "GET"
    var target: String
    var body: String?
    /// `[]` is every element of a list that has some, a letter after the colon the type: `s` text, `n` number,
    /// `l` list, `o` object, `0` null.
    var reads: [String]
    var status = 200
    var contentType = "application/json"

    var testDescription: String { "\(client): \(method) \(target)" }
}
