package import Configuration
package import TraceModel

/// What a word without a command before it means.
package enum BareWord: Sendable, Equatable {
    case command(CommandWord)
    case standardInput
    case file(String)
    case trace(TraceIDText)
    /// The address of a server, or of a page of its UI other than a trace.
    case server(String)
    case context(String)
    case unknown

    /// Tells what `word` means: a command, an existing file, a trace id or an address, a context, in
    /// this order.
    ///
    /// Two readings are doubtful, so a context of that name comes first: base64, which a word of 22
    /// letters may happen to be, and hexadecimal of fewer than 16 digits, which means a trace only
    /// after the command `trace`.
    package static func classify(
        _ word: String,
        fileExists: (String) -> Bool,
        contexts: () throws(ConfigurationError) -> [String]
    ) throws(ConfigurationError) -> BareWord {
        if let command = CommandWord(rawValue: word) { return .command(command) }
        if word == "-" { return .standardInput }
        if fileExists(word) { return .file(word) }
        let trace = TraceIDText(word)
        if let trace, trace.isCertain { return .trace(trace) }
        if isAddress(word) { return .server(serverAddress(word)) }
        if try contexts().contains(word) { return .context(word) }
        if let trace, trace.form == .base64 { return .trace(trace) }
        return .unknown
    }

    private static func isAddress(_ word: String) -> Bool {
        let lowered = word.lowercased()
        return ["http://", "https://", "grpc://", "grpcs://"].contains { lowered.hasPrefix($0) }
    }

    /// The server of a pasted address: its search page, query and fragment taken off.
    private static func serverAddress(_ word: String) -> String {
        var base = String(word.prefix { $0 != "?" && $0 != "#" })
        while base.hasSuffix("/") { base.removeLast() }
        let pages = ["/search", "/dependencies", "/monitor", "/trace"]
        guard let page = pages.first(where: base.hasSuffix) else { return base }
        return String(base.dropLast(page.count))
    }
}
