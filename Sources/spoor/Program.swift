import Commands
import Configuration
import Explorer
import Glibc
import StorageFiles

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
                environment: environment,
                isOnTerminal: isatty(STDOUT_FILENO) == 1,
                fileExists: { access($0, F_OK) == 0 },
                contexts: { flags throws(ConfigurationError) in
                    let file = try ConfigurationFile.load(flags: flags, environment: environment)
                    return file?.contextNames ?? []
                }
            )
            return try await perform(invocation)
        } catch let error as FolderError {
            StandardError.complain("\(error)")
            return error.isOfFolder ? .serverRefused : .wrongUsage
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
        case .config(let format, let showsSecrets):
            try StandardOutput.write(settingsText(invocation, format, showsSecrets))
        case .explore(let subject):
            let settings = try settings(invocation)
            guard settings.linear.value || isatty(STDOUT_FILENO) == 1 else {
                StandardError.complain(
                    "The explorer needs a terminal on standard output; `spoor --help` lists the "
                        + "commands that do not."
                )
                return .wrongUsage
            }
            return try await explore(
                subject,
                settings,
                data: invocation.data,
                remarks: invocation.remarks
            )
        case .demo(let request):
            guard !request.servesOnly else {
                warnOfVariables()
                return try await serveDemo(request)
            }
            let settings = try settings(invocation)
            return settings.linear.value || isatty(STDOUT_FILENO) == 1
                ? try await exploreDemo(request, settings)
                : try await printDemo(request, settings)
        case .serve(let request):
            warnOfVariables()
            return try await serve(request)
        case .store(let request): return try await look(into: request, settings(invocation))
        case .convert(let request): return try await convert(request, settings(invocation))
        case .data(let request):
            return try await print(request, settings(invocation), data: invocation.data)
        }
        return .found
    }

    /// The settings in force, keys, columns and links checked too, so that every command says the same of a file; says on standard
    /// error what the user should know of them.
    private func settings(_ invocation: Invocation) throws -> ResolvedSettings {
        let settings = try ResolvedSettings.resolve(
            flags: invocation.flags,
            environment: environment,
            file: try ConfigurationFile.load(flags: invocation.flags, environment: environment)
        )
        _ = try KeyMap(settings.bindings)
        _ = try ColumnChoices(settings.columns)
        _ = try LinkPatterns(settings)
        let variables = OptionVariables.warnings(
            environment: environment,
            other: settings.variablesOfFile
        )
        let leftOut = invocation.asksServer ? settings.leftOut.map(\.description) : []
        let remarks = variables + settings.warnings + invocation.remarks + leftOut
        if !remarks.isEmpty { StandardError.complain(remarks.joined(separator: "\n")) }
        return settings
    }

    /// Of a backend, which has no settings; a configuration file that cannot be read is not its business.
    private func warnOfVariables() {
        let file = try? ConfigurationFile.load(flags: FlagValues(), environment: environment)
        let warnings = OptionVariables.warnings(
            environment: environment,
            other: file?.variables ?? []
        )
        if !warnings.isEmpty { StandardError.complain(warnings.joined(separator: "\n")) }
    }

    private func settingsText(
        _ invocation: Invocation,
        _ format: OutputFormat,
        _ showsSecrets: Bool
    ) throws -> String {
        let settings = try settings(invocation)
        switch format {
        case .json:
            return SettingsText.json(
                settings,
                isOnTerminal: isatty(STDOUT_FILENO) == 1,
                showsSecrets: showsSecrets
            )
        case .table:
            return SettingsText.table(
                settings,
                usualPath: ConfigurationFile.usualPath(environment: environment),
                showsSecrets: showsSecrets
            )
        case .wide, .ndjson, .csv, .tsv, .markdown, .jaeger, .otlp, .story:
            throw CommandLineError(notGiving: format)
        }
    }
}
