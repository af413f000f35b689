import Client
import Commands
import Configuration
import Explorer
import Glibc
import TUI
import TerminalText
import TraceModel

extension Program {
    /// Runs the explorer until its user leaves.
    func explore(_ subject: ExplorerSubject, _ settings: ResolvedSettings) async throws -> ExitCode
    {
        let log = try settings.log.map { try LogFile(path: $0.value) }
        let history = QueryHistoryFile(environment: environment)
        var explorer = ExplorerSettings(
            sourceName: settings.context?.value ?? host(of: settings.server.url.value.text),
            baseURL: settings.server.url.value.text,
            localZone: LocalZone.zone,
            usesUTC: settings.utc.value,
            limit: settings.limit.value,
            keyMap: KeyMap(overrides: try KeyBindings.overrides(settings.bindings)),
            queryHistory: history?.load() ?? [],
            version: ProgramVersion.text
        )
        let reader: any TraceReader
        var start = StartScreen.services
        switch subject {
        case .server: reader = try ReaderFactory(settings: settings).server()
        case .trace(let named):
            reader = try ReaderFactory(settings: settings).server()
            start = .trace(named.traceID, span: named.spanID)
        case .sources(let sources):
            let files = FileReader(paths: sources.map(\.path))
            start = .files
            reader = files
            explorer.baseURL = nil
            explorer.searchesAllTime = true
            explorer.limit = settings.fileLimit
            explorer.sourceName = sources.count == 1 ? sources[0].name : "\(sources.count) files"
        }
        let services = ExplorerServices(
            reader: reader,
            save: { try await TraceSaver(reader: reader).save($0) },
            text: { TraceSaver.jaegerJSON($0) },
            remember: { history?.add($0) },
            log: { log?.write($0) },
            environment: environment
        )
        log?.write("spoor \(ProgramVersion.text) explores \(explorer.sourceName)")
        if settings.linear.value {
            return try await converse(start, explorer, services, settings, subject)
        }
        let ending = try ExplorerLoop.run(
            start,
            settings: explorer,
            services: services,
            terminal: terminalOptions(settings)
        )
        switch ending {
        case .left: return .found
        case .signal(let number): exit(128 + number)
        case .hangUp: exit(128 + SIGHUP)
        }
    }

    /// The explorer as lines on the standard streams.
    private func converse(
        _ start: StartScreen,
        _ explorer: ExplorerSettings,
        _ services: ExplorerServices,
        _ settings: ResolvedSettings,
        _ subject: ExplorerSubject
    ) async throws -> ExitCode {
        if case .sources(let sources) = subject, sources.contains(.standardInput) {
            StandardError.complain(
                "With --linear standard input is for keys and commands; name a file to explore."
            )
            return .wrongUsage
        }
        let columns = environment["COLUMNS"].flatMap { Int($0) } ?? 80
        await LinearLoop.run(
            start,
            settings: explorer,
            services: services,
            // Words are what is read aloud; signs that only look good are left to screens.
            glyphs: settings.glyphs.value == .unicode ? .unicode : .ascii,
            columns: max(ScreenSize.minimum.columns, columns),
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
            theme: Theme.Name(rawValue: settings.theme.value.rawValue) ?? .dark,
            color: TUI.ColorChoice(settings.color.value.rawValue) ?? .auto,
            glyphs: TUI.GlyphChoice(rawValue: settings.glyphs.value.rawValue) ?? .auto,
            environment: environment
        )
    }
}

extension TraceSource {
    /// As the file reader takes it.
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
