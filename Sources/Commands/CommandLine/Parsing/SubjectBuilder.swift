import Configuration
import TerminalText
import TraceModel

/// Finds out what the explorer is to open from words without a command.
struct SubjectBuilder {
    let words: [String]
    let fileExists: (String) -> Bool
    let contexts: () throws(ConfigurationError) -> [String]

    /// The subject, and the settings that the words imply.
    struct Answer {
        var subject: ExplorerSubject
        var settings: [(setting: Setting, value: String, word: String)] = []
    }

    func build() throws -> Answer {
        var sources: [TraceSource] = []
        for word in words {
            switch try classify(word) {
            case .standardInput: sources.append(.standardInput)
            case .file(let path): sources.append(.path(path))
            case .unknown: throw try unknown(word)
            case let meaning:
                guard words.count == 1 else {
                    throw CommandLineError(
                        "`\(word)` is not a file, and only files can be given together; give it alone."
                    )
                }
                return answer(meaning, word)
            }
        }
        return Answer(subject: sources.isEmpty ? .server : .sources(sources))
    }

    private func classify(_ word: String) throws(ConfigurationError) -> BareWord {
        try BareWord.classify(word, fileExists: fileExists, contexts: contexts)
    }

    private func answer(_ meaning: BareWord, _ word: String) -> Answer {
        switch meaning {
        case .trace(let trace): Answer(subject: .trace(trace))
        case .server(let address):
            Answer(subject: .server, settings: [(SettingTable.url, address, word)])
        case .context(let name):
            Answer(subject: .server, settings: [(SettingTable.context, name, word)])
        default: Answer(subject: .server)
        }
    }

    private func unknown(_ word: String) throws(ConfigurationError) -> CommandLineError {
        if word.contains("/") || word.contains(".") {
            return CommandLineError("There is no file `\(word)`.")
        }
        let names = CommandWord.allCases.map(\.rawValue) + (try contexts())
        let hint = NearestName.hint(word, among: names)
        return CommandLineError(
            "`\(word)` is neither a command, a file, a trace id nor a context"
                + (hint.isEmpty ? "; `spoor --help` lists the commands." : hint)
        )
    }
}
