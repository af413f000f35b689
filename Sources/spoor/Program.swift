import Commands
import Configuration
import Glibc

/// Wires a command line to what does it.
struct Program {
    let arguments: [String]
    let environment = ProcessEnvironment.variables

    /// Does what the arguments ask for and says how it ended; errors are sentences on standard error.
    func run() async -> ExitCode {
        do {
            if arguments.first == Completion.request {
                try StandardOutput.write(completion(of: Array(arguments.dropFirst())).text)
                return .found
            }
            let invocation = try Invocation.parse(
                arguments,
                isOnTerminal: isatty(STDOUT_FILENO) == 1,
                fileExists: { access($0, F_OK) == 0 },
                contexts: { flags throws(ConfigurationError) in
                    let file = try ConfigurationFile.load(flags: flags, environment: environment)
                    return file?.contextNames ?? []
                }
            )
            return try await perform(invocation)
        } catch {
            StandardError.complain("\(error)")
            return .wrongUsage
        }
    }

    private func perform(_ invocation: Invocation) async throws -> ExitCode {
        switch invocation.command {
        case .help(let word):
            try StandardOutput.write(word.map(HelpText.command) ?? HelpText.program)
        case .version: try StandardOutput.write(ProgramVersion.text + "\n")
        case .manual: try StandardOutput.write(ManualPage.text)
        case .completion(let shell): try StandardOutput.write(Completion.script(for: shell))
        case .config(let format): try StandardOutput.write(settingsText(invocation, format))
        case .explore(let subject):
            let settings = try settings(invocation.flags)
            guard settings.linear.value || isatty(STDOUT_FILENO) == 1 else {
                StandardError.complain(
                    "The explorer needs a terminal on standard output; `spoor --help` lists the "
                        + "commands that do not."
                )
                return .wrongUsage
            }
            return try await explore(subject, settings)
        case .demo(let request):
            if request.servesOnly { return try await serveDemo(request) }
            let settings = try settings(invocation.flags)
            return settings.linear.value || isatty(STDOUT_FILENO) == 1
                ? try await exploreDemo(request, settings)
                : try await printDemo(request, settings)
        case .serve(let request): return try await serve(request)
        case .data(let request): return try await print(request, settings(invocation.flags))
        }
        return .found
    }

    func settings(_ flags: FlagValues) throws -> ResolvedSettings {
        try ResolvedSettings.resolve(
            flags: flags,
            environment: environment,
            file: try ConfigurationFile.load(flags: flags, environment: environment)
        )
    }

    private func settingsText(_ invocation: Invocation, _ format: OutputFormat) throws -> String {
        let settings = try settings(invocation.flags)
        switch format {
        case .json: return try SettingsText.json(settings)
        case .table:
            return SettingsText.table(
                settings,
                usualPath: ConfigurationFile.usualPath(environment: environment)
            )
        case .wide, .ndjson, .csv, .tsv, .markdown, .jaeger, .otlp:
            throw CommandLineError(notGiving: format)
        }
    }
}
