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
