import Client
import Commands
import Configuration
import Dispatch
import Explorer
import Glibc
import PlainText
import QueryServer
import TUI
import TerminalText
import TraceModel

extension Program {
    /// Runs a command that prints; an interrupt from the keyboard cancels its question.
    ///
    /// `data` is the folder of traces to read instead of a server.
    func print(
        _ request: DataRequest,
        _ settings: ResolvedSettings,
        data: String?
    ) async throws -> ExitCode {
        let factory = ReaderFactory(settings: settings, environment: environment)
        let reader: any TraceReader =
            if let data {
                try folderReader(data)
            } else if request.files.isEmpty {
                try factory.server()
            } else {
                factory.files(request.files.map(\.path))
            }
        return try await print(request, settings, from: reader)
    }

    /// Converts files; an interrupt from the keyboard ends it.
    func convert(_ request: ConvertRequest, _ settings: ResolvedSettings) async throws -> ExitCode {
        let factory = ReaderFactory(settings: settings, environment: environment)
        let output = StandardDataOutput(style: style(settings))
        let command = ConvertCommand(
            request,
            reader: factory.files(request.files.map(\.path)),
            output: output
        )
        let task = Task { @concurrent in try await command.run() }
        let interrupt = KeyboardInterrupt { task.cancel() }
        defer {
            interrupt.stop()
            output.line?.clear()
        }
        return try await task.value
    }

    /// The same with a reader that exists already.
    func print(
        _ request: DataRequest,
        _ settings: ResolvedSettings,
        from reader: any TraceReader
    ) async throws -> ExitCode {
        let output = StandardDataOutput(style: style(settings))
        let line = output.line
        let command = DataCommand(
            request,
            reader: reader,
            output: output,
            defaults: settings.searchDefaults(ofFiles: !request.files.isEmpty),
            chosenColumns: try ColumnChoices(settings.columns),
            links: try LinkPatterns(settings)
        )
        let task = Task { @concurrent in try await command.run() }
        let interrupt = KeyboardInterrupt { task.cancel() }
        defer {
            interrupt.stop()
            line?.clear()
        }
        return try await task.value
    }

    private func style(_ settings: ResolvedSettings) -> OutputStyle {
        OutputStyle(
            columns: StandardOutput.columns(environment: environment),
            glyphs: settings.glyphs.value.glyphs(
                localeIsUTF8: GlyphChoice.localeIsUTF8(environment),
                terminal: isatty(STDOUT_FILENO) == 1 ? environment["TERM"] : nil
            ),
            zone: settings.utc.value ? .utc : LocalZone.zone,
            now: .now
        )
    }
}

extension ResolvedSettings {
    /// What is searched where a query does not say, by commands and the explorer alike.
    ///
    /// Traces to ask for at most are what `--limit` or its variable says for anything, else the default of errors or of files,
    /// and for a list of a server's traces what the configuration file says. What spares servers does not apply to files.
    func searchDefaults(ofFiles: Bool) -> SearchDefaults {
        let said = isLimitSaid ? limit.value : nil
        return SearchDefaults(
            limit: ofFiles ? said ?? SettingTable.fileLimit : limit.value,
            errorLimit: said ?? (ofFiles ? SettingTable.fileLimit : SettingTable.errorLimit),
            searchesAllTime: ofFiles
        )
    }

    private var isLimitSaid: Bool {
        switch limit.origin {
        case .flag, .argument, .environment: true
        case .file, .default: false
        }
    }
}

/// Answers on standard output, remarks on standard error.
private struct StandardDataOutput: DataOutput {
    let style: OutputStyle
    /// On the terminal of standard error, if it is one.
    let line = ProgressLine()

    var progress: ProgressHandler? {
        guard let line else { return nil }
        return { line.show($0) }
    }

    func write(_ bytes: [UInt8]) throws -> Bool {
        try Task.checkCancellation()
        line?.clear()
        return try StandardOutput.write(bytes)
    }

    var isRead: Bool { StandardOutput.isRead }

    func remark(_ sentence: String) {
        line?.clear()
        StandardError.complain(sentence, glyphs: style.glyphs)
    }
}

/// Calls back once when Ctrl-C is pressed; the next Ctrl-C ends the program as usual.
private struct KeyboardInterrupt {
    private let source: any DispatchSourceSignal

    init(_ handler: @escaping @Sendable () -> Void) {
        source = caughtSignal(SIGINT) {
            signal(SIGINT, SIG_DFL)
            handler()
        }
    }

    func stop() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
