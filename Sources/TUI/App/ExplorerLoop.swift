package import Explorer
import Follow
import Glibc
import PlainText
import TerminalText
import TraceModel

/// The explorer on a terminal: keys and replies in, one frame out, until the user leaves.
@UIActor
package final class ExplorerLoop {
    /// Why the loop ended.
    package enum Ending: Sendable, Equatable {
        case left
        /// The process was asked to end.
        case signal(Int32)
        /// The terminal is gone.
        case hangUp
    }

    private let terminal: Terminal
    private let services: ExplorerServices
    private let runner: EffectRunner
    private let painter: ScreenPainter
    private var state: ExplorerState
    private var ending: Ending?
    /// The next frame is drawn for a live update.
    private var isLiveFrame = false
    private var line = SlowLine()

    private init(
        _ terminal: Terminal,
        settings: ExplorerSettings,
        services: ExplorerServices
    ) {
        self.terminal = terminal
        self.services = services
        runner = EffectRunner(services)
        painter = ScreenPainter(glyphs: terminal.glyphs)
        var settings = settings
        settings.glyphs = terminal.glyphs
        let size = ScreenSize(rows: terminal.size.rows, columns: terminal.size.columns)
        state = ExplorerState(settings: settings, size: size, time: Self.time)
    }

    /// Opens the terminal, runs the explorer, and puts the terminal back.
    ///
    /// - Throws: ``TerminalError`` when there is no terminal that can be drawn on.
    package nonisolated static func run(
        _ start: StartScreen,
        settings: ExplorerSettings,
        services: ExplorerServices,
        terminal options: TerminalOptions
    ) throws -> Ending {
        try UIActor.run {
            let terminal = try Terminal.open(options)
            defer { terminal.close() }
            let loop = ExplorerLoop(terminal, settings: settings, services: services)
            return loop.run(start)
        }
    }

    private func run(_ start: StartScreen) -> Ending {
        for note in terminal.notes { apply(.notice(.warning, note)) }
        takeFigures()
        perform(state.start(start))
        while true {
            if let ending {
                runner.cancelAll()
                return ending
            }
            let wait = terminal.frameWait
            if wait == nil { present() }
            let events = terminal.nextEvents(deadline: [deadline, wait].compactMap { $0 }.min())
            apply(.tick(Self.time))
            takeFigures()
            if let change = line.change(terminal) { apply(.line(roundTrip: change.roundTrip)) }
            for event in events { take(event) }
            for problem in services.unkept() { apply(.notice(.warning, problem)) }
            for reply in runner.takeReplies() { apply(reply) }
            takeLive(besides: events)
        }
    }

    private func present() {
        let cost = terminal.present(painter.paint(state))
        if isLiveFrame { runner.noteLiveFrame(cost) }
        isLiveFrame = false
    }

    /// A key is answered by a frame of its own; what is live comes with the next one.
    private func takeLive(besides events: [TerminalEvent]) {
        guard events.allSatisfy({ $0 == .woken || $0 == .answered }) else { return }
        for update in runner.takeLive() {
            apply(update)
            isLiveFrame = true
        }
    }

    private func takeFigures() {
        guard let figures = services.figures?(), figures != state.figures else { return }
        apply(.figures(figures))
    }

    private static var time: Moment { FollowClock.system.now() }

    /// When the state next needs the clock, as an instant; at once when a live update had to wait for a key.
    private var deadline: ContinuousClock.Instant? {
        if runner.isLiveDue { return .now }
        return state.nextTick.map { tick in
            .now.advanced(by: .nanoseconds(max(0, tick - Self.time.monotonic)))
        }
    }

    private func take(_ event: TerminalEvent) {
        switch event {
        case .key(.ctrl("c")): apply(.interrupt)
        case .key(let key): apply(.key(KeyPress(key)))
        case .paste(let paste):
            apply(.paste(paste.text))
            if paste.bytesLeftOut > 0 {
                let count = CountText.bytes(paste.bytesLeftOut)
                apply(.notice(.warning, "\(count) of what was pasted were left out."))
            }
            if paste.isCutOff {
                let words =
                    "the end of the paste did not come; what still comes of it is left out, "
                    + "Esc or Ctrl-C ends the wait"
                apply(.notice(.warning, words))
            }
        case .resize, .resumed:
            let size = terminal.size
            apply(.resize(ScreenSize(rows: size.rows, columns: size.columns)))
        case .cannotSuspend:
            let words =
                "no shell waits for this program, so it is not suspended; q goes back, Q leaves"
            apply(.notice(.warning, words))
        case .woken, .answered: break
        case .ended(let signal): ending = .signal(signal)
        case .hangUp: ending = .hangUp
        }
    }

    private func apply(_ event: ExplorerEvent) {
        let count = state.messages.count
        perform(state.update(event))
        for message in state.messages.dropFirst(count) where message.severity != .info {
            services.log(message.text)
        }
    }

    private func perform(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .load(let id, let request): runner.load(id, request)
            case .poll(let id, let request): runner.poll(id, request)
            case .compute(let id, let computation): runner.compute(id, computation)
            case .follow(let id, let query): runner.follow(id, query)
            case .cancel(let id): runner.cancel(id)
            case .copy(let id, let text, let what): copy(id, text, what)
            case .openLink(let id, let link): open(id, link)
            case .pager(let text):
                let signs = terminal.glyphs == .ascii ? PlainSigns.ascii(text) : text
                page(Array(signs.utf8))
            case .editor(let text): edit(text)
            case .save(let id, let target): runner.save(id, target)
            case .archive(let id, let trace): runner.archive(id, trace)
            case .remember(let query): services.remember(query)
            case .pin(let names): services.pin(names)
            case .keep(let choices): services.keep(choices)
            case .repaint: terminal.repaint()
            case .suspend: kill(getpid(), SIGTSTP)
            case .quit: ending = .left
            }
        }
    }

    private func copy(_ id: RequestID, _ raw: String, _ what: String) {
        let text = ClipboardText(raw)
        let clipboard = Clipboard(
            environment: services.environment,
            keep: services.keepCopy,
            send: { [terminal] in terminal.write($0) }
        )
        switch clipboard.copy(text.text) {
        case .success(let route):
            apply(.reply(id, .done("copied \(text.description(of: what)) \(route.words)")))
        case .failure(let problem):
            let words = "\(text.description(of: what)) is not copied: \(problem)"
            apply(.reply(id, .failed(TraceReaderError(.refused(status: nil), words))))
        }
    }

    private func open(_ id: RequestID, _ link: WebLink) {
        let commands = Browser.commands(services.environment, for: link.url)
        guard !commands.isEmpty else {
            return copy(id, link.url, "the link, since BROWSER names no program")
        }
        var failures: [String] = []
        for command in commands {
            guard let failure = run(command) else {
                return apply(.reply(id, .done("\(command.program) opens \(link.url)")))
            }
            failures.append("\(command.program): \(failure)")
        }
        let words = "No program of BROWSER opened the link; \(failures.joined(separator: "; "))."
        apply(.reply(id, .failed(TraceReaderError(.refused(status: nil), words))))
    }

    /// Why a browser did not start, or nil if it did.
    private func run(_ command: Browser.Command) -> String? {
        guard command.takesTerminal else {
            return DetachedCommand.start(command.arguments, services.environment)
        }
        switch terminal.runExternal(command.arguments) {
        case .exited(0): return nil
        case .exited(let code): return "it ended with \(code)"
        case .killed(let signal): return "it was ended by signal \(signal)"
        case .failed(let reason): return reason
        }
    }

    private func page(_ bytes: [UInt8]) {
        let result = terminal.runExternal(Terminal.pager(services.environment), input: bytes)
        report(result, of: "pager", remedy: "set PAGER, for instance to less")
    }

    /// Shows text in an editor, in a file that is gone when the editor ends.
    private func edit(_ text: EditorText) {
        let isOurs = text.kind == .screen && terminal.glyphs == .ascii
        let bytes = Array((isOurs ? PlainSigns.ascii(text.text) : text.text).utf8)
        let environment = services.environment
        do {
            let file = try PrivateFile(bytes, suffix: text.kind.suffix, environment: environment)
            guard let command = Terminal.editor(environment, file: file.path) else {
                return apply(
                    .notice(
                        .warning,
                        "Neither VISUAL nor EDITOR names an editor; set one, for instance EDITOR=vim, or press | for the pager."
                    )
                )
            }
            let result = terminal.runExternal(command)
            report(result, of: "editor", remedy: "set VISUAL or EDITOR, for instance to vim")
        } catch {
            apply(.notice(.error, "The editor gets no text, since \(error)."))
        }
    }

    /// Tells how another program ended, unless it ended well.
    private func report(_ result: Terminal.ExternalResult, of program: String, remedy: String) {
        switch result {
        case .exited(0): break
        case .exited(127), .exited(126):
            apply(.notice(.error, "The \(program) could not be started; \(remedy)."))
        case .exited(let code):
            apply(.notice(.warning, "The \(program) ended with status \(code)."))
        case .killed(let signal):
            apply(.notice(.warning, "The \(program) was ended by signal \(signal)."))
        case .failed(let reason):
            apply(.notice(.error, "The \(program) cannot be run: \(reason)."))
        }
    }
}
