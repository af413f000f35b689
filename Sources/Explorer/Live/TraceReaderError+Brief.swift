package import TraceModel

extension TraceReaderError {
    /// The sentence without the request that it begins with, for a narrow line: `401 Unauthorized: “token expired”; …`.
    package var brief: String {
        guard message.hasPrefix("GET "),
            let end = message.dropFirst(4).firstIndex(where: { $0 == " " })
        else { return message }
        var rest = message[end...].dropFirst()
        let said = "answered "
        if rest.hasPrefix(said) { rest = rest.dropFirst(said.count) }
        return rest.isEmpty ? message : String(rest)
    }
}
