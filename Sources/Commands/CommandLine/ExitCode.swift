/// How the program ends, for scripts.
package enum ExitCode: Int32, Sendable, CaseIterable {
    case found = 0
    case nothingFound = 1
    case wrongUsage = 2
    case serverRefused = 3
    case cannotConnect = 4
    /// As shells report an end by SIGINT: 128 + 2.
    case interrupted = 130

    /// For help, manual page and README.
    package var meaning: String {
        switch self {
        case .found: "found; the explorer was left, or `spoor serve` was stopped"
        case .nothingFound: "nothing found"
        case .wrongUsage: "something that you named is wrong: words, settings, files or credentials"
        case .serverRefused:
            "the server refused, what answers there is no server of traces, a file is no trace file, or a folder of traces is in use, damaged or newer"
        case .cannotConnect: "no connection, or no whole answer in time"
        case .interrupted: "a command was interrupted with Ctrl-C"
        }
    }

    /// The codes as rows of the README's table.
    package static var markdown: String {
        allCases.map { "| \($0.rawValue) | \($0.meaning) |" }.joined(separator: "\n")
    }
}
