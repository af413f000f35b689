package import TraceModel

extension TraceReaderError {
    /// The sentence without the request that it begins with, for a narrow line: `answered 401 Unauthorized: “token expired”`.
    package var brief: String {
        guard message.hasPrefix("GET "),
            let end = message.dropFirst(4).firstIndex(where: { $0 == " " })
        else { return message }
        let rest = message[end...].dropFirst()
        return rest.isEmpty ? message : String(rest)
    }
}

extension TraceReaderError {
    /// Whether it is about the source as a whole, which would have answered no other question either; else about what was
    /// asked.
    var isOfSource: Bool {
        switch kind {
        case .unreachable, .late, .unauthorized, .badCredentials, .malformedAnswer: true
        case .refused(let status): status != 400 && status != 404
        case .notFound, .invalidQuery, .unsupported, .cancelled: false
        }
    }
}
