import Client
import Commands
import Configuration
import Explorer
import Glibc
import PlainText
import TUI
import TerminalText
import TraceModel
import WireFormats

/// What the explorer reads from, and how it begins.
struct ExplorerSource {
    var reader: any TraceReader
    var start = StartScreen.services
    /// For the breadcrumb.
    var name: String
    /// Where its API is, for links and commands that are copied; nil for files.
    var baseURL: String?
    /// Whether it is files, which are searched whole.
    var isOfFiles = false
    /// Whether standard input is the source, and so not the user's.
    var takesStandardInput = false
    /// What to do when nothing answers, a sentence.
    var unreachableHint: String?
    /// What a backend in this process says of itself.
    var figures: (@Sendable () -> SourceFigures)?
}

extension Program {
    /// Runs the explorer until its user leaves.
    ///
    /// `data` is the folder of traces to read instead of a server; `remarks` say how the command line was understood; they stay visible.
    func explore(
        _ subject: ExplorerSubject,
        _ settings: ResolvedSettings,
        data: String?,
        remarks: [String]
    ) async throws -> ExitCode {
        try await explore(try source(of: subject, settings, data, remarks), settings)
    }

    private func source(
        of subject: ExplorerSubject,
        _ settings: ResolvedSettings,
        _ data: String?,
        _ remarks: [String]
    ) throws -> ExplorerSource {
        if let data {
            var source = ExplorerSource(reader: try folderReader(data), name: data)
            if case .trace(let named) = subject {
                source.start = .trace(named.traceID, span: named.spanID)
            }
            return source
        }
        let factory = ReaderFactory(
            settings: settings,
            environment: environment,
            remarks: remarks
        )
        if case .sources(let sources) = subject {
            return ExplorerSource(
                reader: factory.files(sources.map(\.path)),
                start: .files,
                name: sources.count == 1 ? sources[0].name : "\(sources.count) files",
                isOfFiles: true,
                takesStandardInput: sources.contains(.standardInput)
            )
        }
        let url = settings.server.url.value.text
        var source = ExplorerSource(
            reader: try factory.server(),
            name: settings.context?.value ?? host(of: url),
            baseURL: url
        )
        if settings.server.url.origin == .default {
            source.unreachableHint = """
                  spoor demo         explore a simulated shop
                  spoor --url URL    explore another server
                  spoor FILE         explore trace files
                """
        }
        if case .trace(let named) = subject {
            source.start = .trace(named.traceID, span: named.spanID)
        }
        return source
    }

    /// Runs the explorer on a source until its user leaves.
    ///
    /// `unkept` takes what could not be kept; it is said when it happens, and again when the user leaves.
    func explore(
        _ source: ExplorerSource,
        _ settings: ResolvedSettings,
        _ unkept: UnkeptState = UnkeptState()
    ) async throws -> ExitCode {
        let log = try settings.log.map { try LogFile(path: $0.value, unkept: unkept) }
        let history = QueryHistoryFile(environment: environment)
        // A backend in this process has another address in every run.
        let isInProcess = source.figures != nil
        let place = isInProcess ? source.name : source.baseURL ?? source.name
        let pinned = SourceLinesFile("pinned", source: place, environment: environment)
        let views = SourceLinesFile("views", source: place, environment: environment)
        let reader = source.reader
        let explorer = ExplorerSettings(
            sourceName: source.name,
            baseURL: source.baseURL,
            localZone: LocalZone.zone,
            usesUTC: settings.utc.value,
            search: settings.searchDefaults(ofFiles: source.isOfFiles),
            keyMap: try KeyMap(settings.bindings),
            queryHistory: history?.load() ?? [],
            pinnedServices: pinned?.load() ?? [],
            columns: try ColumnChoices(settings.columns),
            kept: ViewChoices(lines: views?.load() ?? []),
            linkPatterns: try LinkPatterns(settings),
            foldsFrom: settings.fold.value,
            version: ProgramVersion.text,
            unreachableHint: source.unreachableHint
        )
        let services = ExplorerServices(
            reader: reader,
            save: { try await TraceSaver(reader: reader).save($0, progress: $1) },
            remember: { query in
                unkept.keep("earlier queries are") {
                    guard let history else { throw SaveError(StateFile.noFolder) }
                    try history.add(query)
                }
            },
            pin: { services in
                unkept.keep("pinned services are") {
                    guard let pinned else { throw SaveError(StateFile.noFolder) }
                    try pinned.replace(by: services)
                }
            },
            keep: { choices in
                unkept.keep("columns and colours are") {
                    guard let views else { throw SaveError(StateFile.noFolder) }
                    try views.replace(by: choices.lines)
                }
            },
            log: { log?.write($0) },
            keepCopy: { [environment] in
                guard let file = StateFile("copied.txt", environment: environment) else {
                    throw SaveError(StateFile.noFolder)
                }
                return try file.write($0)
            },
            unkept: { unkept.takeUntold() },
            figures: source.figures,
            environment: environment
        )
        log?.write("spoor \(ProgramVersion.text) explores \(explorer.sourceName)")
        func complainOfUnkept() { for sentence in unkept.all { StandardError.complain(sentence) } }
        if settings.linear.value {
            defer { complainOfUnkept() }
            return await converse(source, explorer, services, settings)
        }
        let ending = try ExplorerLoop.run(
            source.start,
            settings: explorer,
            services: services,
            terminal: terminalOptions(settings)
        )
        complainOfUnkept()
        switch ending {
        case .left: return .found
        case .signal(let number): exit(128 + number)
        case .hangUp: exit(128 + SIGHUP)
        }
    }

    /// The explorer as lines on the standard streams.
    private func converse(
        _ source: ExplorerSource,
        _ explorer: ExplorerSettings,
        _ services: ExplorerServices,
        _ settings: ResolvedSettings
    ) async -> ExitCode {
        if source.takesStandardInput {
            StandardError.complain(
                "With --linear standard input is for keys and commands; name a file to explore."
            )
            return .wrongUsage
        }
        await LinearLoop.run(
            source.start,
            settings: explorer,
            services: services,
            // A screen reader speaks these lines, so decorative signs are left out.
            glyphs: settings.glyphs.value == .unicode ? .unicode : .ascii,
            columns: StandardOutput.columns(environment: environment),
            read: { readLine(strippingNewline: true) },
            write: { line in
                do {
                    try StandardOutput.write(line + "\n")
                } catch {
                    StandardError.complain("\(error)")
                }
            }
        )
        return .found
    }

    private func host(of url: String) -> String {
        let rest = url.split(separator: "/").dropFirst().first ?? Substring(url)
        return String(rest)
    }

    private func terminalOptions(_ settings: ResolvedSettings) -> TerminalOptions {
        TerminalOptions(
            theme: settings.theme.value,
            color: settings.color.value,
            glyphs: settings.glyphs.value,
            hyperlinks: settings.hyperlinks.value,
            environment: environment
        )
    }
}

extension TraceSource {
    /// As the file reader expects it.
    var path: String {
        switch self {
        case .standardInput: "-"
        case .path(let path): path
        }
    }

    /// For the breadcrumb.
    fileprivate var name: String {
        switch self {
        case .standardInput: return "stdin"
        case .path(let path): return path.split(separator: "/").last.map(String.init) ?? path
        }
    }
}
