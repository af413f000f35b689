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
    func print(_ request: DataRequest, _ settings: ResolvedSettings) async throws -> ExitCode {
        let reader: any TraceReader =
            request.files.isEmpty
            ? try ReaderFactory(settings: settings, environment: environment).server()
            : FileReader(paths: request.files.map(\.path))
        return try await print(request, settings, from: reader)
    }

    /// The same with a reader that exists already.
    func print(
        _ request: DataRequest,
        _ settings: ResolvedSettings,
        from reader: any TraceReader
    ) async throws -> ExitCode {
        let command = DataCommand(
            request,
            reader: reader,
            output: StandardDataOutput(style: style(settings)),
            defaults: SearchDefaults(
                limit: settings.limit(of: request),
                searchesAllTime: !request.files.isEmpty
            ),
            chosenColumns: try ColumnChoices(settings.columns)
        )
        let task = Task { @concurrent in try await command.run() }
        let interrupt = KeyboardInterrupt { task.cancel() }
        defer { interrupt.stop() }
        return try await task.value
    }

    private func style(_ settings: ResolvedSettings) -> OutputStyle {
        OutputStyle(
            columns: StandardOutput.columns(environment: environment),
            glyphs: settings.glyphs.value.glyphs(
                localeIsUTF8: GlyphChoice.localeIsUTF8(environment)
            ),
            zone: settings.utc.value ? .utc : LocalZone.zone,
            now: .now
        )
    }
}

extension ResolvedSettings {
    /// Traces to ask for at most; without `--limit`, `spoor errors` needs more than a page.
    fileprivate func limit(of request: DataRequest) -> Int {
        guard request.files.isEmpty else { return fileLimit }
        if case .errors = request.subject, limit.origin == .default {
            return ErrorSearch.traceLimit
        }
        return limit.value
    }

    /// Traces of files to list at most; the default limit is there to spare servers, so it does not apply.
    var fileLimit: Int { limit.origin == .default ? 1_000 : limit.value }
}

/// Answers on standard output, remarks on standard error.
private struct StandardDataOutput: DataOutput {
    let style: OutputStyle

    func write(_ bytes: [UInt8]) throws -> Bool {
        try Task.checkCancellation()
        return try StandardOutput.write(bytes)
    }

    var isRead: Bool { StandardOutput.isRead }

    func remark(_ sentence: String) {
        // It may quote a server.
        let safe = sentence.split(whereSeparator: \.isNewline).map {
            SafeText(sanitizing: String($0), glyphs: style.glyphs).string
        }
        StandardError.complain(safe.joined(separator: "\n"))
    }
}

/// Calls back once when Ctrl-C is pressed; the next Ctrl-C ends the program as usual.
private struct KeyboardInterrupt {
    private let source: any DispatchSourceSignal

    init(_ handler: @escaping @Sendable () -> Void) {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler {
            signal(SIGINT, SIG_DFL)
            handler()
        }
        source.resume()
    }

    func stop() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
