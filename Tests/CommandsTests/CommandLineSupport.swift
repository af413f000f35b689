@testable import Commands
@testable import Configuration

/// Reads a command line typed with blanks between its arguments, or given as a list.
func invocation(
    _ line: String,
    files: Set<String> = [],
    contexts: [String] = [],
    isOnTerminal: Bool = true
) throws -> Invocation {
    try invocation(
        line.split(separator: " ").map(String.init),
        files: files,
        contexts: contexts,
        isOnTerminal: isOnTerminal
    )
}

func invocation(
    _ arguments: [String],
    files: Set<String> = [],
    contexts: [String] = [],
    isOnTerminal: Bool = true
) throws -> Invocation {
    try Invocation.parse(
        arguments,
        isOnTerminal: isOnTerminal,
        fileExists: files.contains,
        contexts: { _ in contexts }
    )
}

/// The sentence that a command line is refused with, or `nil` if it is not.
func refusal(_ line: String, files: Set<String> = [], contexts: [String] = []) -> String? {
    do {
        _ = try invocation(line, files: files, contexts: contexts)
        return nil
    } catch {
        return "\(error)"
    }
}
