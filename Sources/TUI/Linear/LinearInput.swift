import Explorer

/// What a line of the conversation means, as the keys it stands for.
enum LinearInput {
    /// The events of one line.
    ///
    /// While a prompt waits, the line is its answer. Else an empty line is Enter, a number selects that row and
    /// goes in, `:` and `/` begin a prompt and answer it, the name of a key is that key, and anything else is
    /// typed character by character.
    static func events(_ line: String, isPrompting: Bool) -> [ExplorerEvent] {
        if isPrompting { return [.paste(line), .key(.enter)] }
        if line.isEmpty { return [.key(.enter)] }
        if let row = Int(line) {
            return [.key(.character(":")), .paste("\(row)"), .key(.enter), .key(.enter)]
        }
        if let first = line.first, first == ":" || first == "/", line.count > 1 {
            return [.key(.character(first)), .paste(String(line.dropFirst())), .key(.enter)]
        }
        if let key = KeyPress(name: line) { return [.key(key)] }
        return line.map { .key(.character($0)) }
    }
}
