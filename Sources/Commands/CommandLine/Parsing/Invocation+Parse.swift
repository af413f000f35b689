package import Configuration
import TerminalText
import TraceModel

extension Invocation {
    /// Reads a command line.
    ///
    /// `arguments` are without the program's name. `contexts` gives the names of the configured
    /// contexts for the flags read so far; it is called only where a word may be one, so that `--help` works
    /// with a broken configuration file. `isOnTerminal` says whether the
    /// explorer could draw on standard output.
    ///
    /// Throws a `CommandLineError`, or what `contexts` threw.
    package static func parse(
        _ arguments: [String],
        environment: [String: String] = [:],
        isOnTerminal: Bool,
        fileExists: @escaping (String) -> Bool,
        contexts: @escaping (FlagValues) throws(ConfigurationError) -> [String]
    ) throws -> Invocation {
        let scanned = try ScannedArguments(arguments, environment: environment)
        var flags = scanned.settings
        if scanned.has(OptionTable.help) {
            return Invocation(command: .help(scanned.command), flags: flags)
        }
        if scanned.has(OptionTable.version) { return Invocation(command: .version, flags: flags) }
        let command: Command
        if let word = scanned.command {
            command = try CommandBuilder(word: word, scanned: scanned, isOnTerminal: isOnTerminal)
                .build()
        } else {
            let subject = try SubjectBuilder(
                words: scanned.words,
                fileExists: fileExists,
                contexts: { () throws(ConfigurationError) in try contexts(flags) }
            ).build()
            command = .explore(subject.subject)
            let words = subject.settings.filter { $0.setting.name == SettingTable.url.name }
            if let word = words.first?.word, flags.last(SettingTable.url) != nil {
                throw CommandLineError(
                    "`\(MaskedText.masking(word))` and --url both name a server; give one of them."
                )
            }
            subject.settings.forEach { setting, value, word in
                flags.append(setting.name, value, origin: .argument(word))
            }
        }
        var invocation = Invocation(command: command, flags: flags)
        if let data = scanned.values(OptionTable.data).last {
            invocation.data = try command.reads(data, scanned.command)
        }
        return invocation.withServerOfTrace
    }

    /// A trace named by an address brings its server, unless `--url` names one.
    private var withServerOfTrace: Invocation {
        let trace: TraceIDText? =
            switch command {
            case .data(let request): request.trace
            case .explore(.trace(let trace)): trace
            default: nil
            }
        guard let base = trace?.baseURL else { return self }
        var invocation = self
        if let url = flags.last(SettingTable.url) {
            if !ServerAddress.areSame(base, url.value) {
                invocation.remarks.append(
                    "--url says where to ask: \(MaskedText.masking(url.value)) is asked for the trace of the link to \(base)."
                )
            }
            return invocation
        }
        invocation.flags.append(SettingTable.url.name, base, origin: .argument(base))
        return invocation
    }
}

extension Command {
    /// The folder of traces that the command reads; nil if it deals with the folder by itself.
    fileprivate func reads(
        _ data: TypedText,
        _ word: CommandWord?
    ) throws(CommandLineError) -> String? {
        switch self {
        case .explore(.server), .explore(.trace): return data.text
        case .data(let request) where request.files.isEmpty: return data.text
        case .serve, .demo, .store, .help, .version: return nil
        case .explore, .data:
            throw CommandLineError(
                "\(data.place) names a folder of traces, and files are named too; give one of them."
            )
        case .convert, .config, .completion, .manual:
            throw CommandLineError(
                "`spoor \(word?.rawValue ?? "")` does not read traces of a folder; leave out \(data.place)."
            )
        }
    }
}

extension DataRequest {
    /// The trace it names, if it names one.
    fileprivate var trace: TraceIDText? {
        switch subject {
        case .trace(let trace, _, _), .span(let trace, _, _): trace
        default: nil
        }
    }
}
