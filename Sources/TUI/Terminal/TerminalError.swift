/// Why there can be no screen.
package enum TerminalError: Error, Hashable, CustomStringConvertible {
    case notATerminal
    /// The terminal cannot place its cursor, or its description does not say how.
    case notCapable(name: String)
    /// A call to the system failed.
    case system(what: String, reason: String)

    package var description: String {
        switch self {
        case .notATerminal:
            "Standard output is not a terminal, so there is no screen to draw on: "
                + "use a command such as spoor traces."
        case .notCapable(let name):
            "The terminal \"\(name)\" (TERM) cannot place its cursor: "
                + "use --linear or a command such as spoor traces, or set TERM to what your terminal is."
        case .system(let what, let reason):
            "Cannot \(what): \(reason)."
        }
    }
}
