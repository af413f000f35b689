/// How the program ends, for scripts.
package enum ExitCode: Int32, Sendable, CaseIterable {
    case found = 0
    case nothingFound = 1
    case wrongUsage = 2
    case serverRefused = 3
    case cannotConnect = 4
    /// As shells report an end by SIGINT: 128 + 2.
    case interrupted = 130

    /// For help and manual page.
    package var meaning: String {
        switch self {
        case .found: "found"
        case .nothingFound: "nothing found"
        case .wrongUsage: "wrong usage or configuration"
        case .serverRefused: "the server refused or cannot answer, or a file is no trace file"
        case .cannotConnect: "cannot connect"
        case .interrupted: "interrupted"
        }
    }
}
