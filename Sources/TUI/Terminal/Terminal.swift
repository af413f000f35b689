import CNcurses
import CTerminalRestore
import Glibc
import SystemErrors
package import TerminalText

/// The screen and the keyboard, from ``open(_:)`` to ``close()``.
///
/// The only user of ncurses. A loop over it reads:
///
/// ```swift
/// try UIActor.run {
///     let terminal = try Terminal.open(TerminalOptions(environment: environment))
///     defer { terminal.close() }
///     while !state.isDone {
///         terminal.present(draw(state, terminal.size))
///         for event in terminal.nextEvents(deadline: state.nextTimer) { update(&state, event) }
///     }
/// }
/// ```
///
/// Whatever ends the process, the terminal is put back: ``close()``, `exit`, signals and traps. While the screen
/// is ours, what anyone writes to standard output or error is kept and shown afterwards.
@UIActor
package final class Terminal {
    /// Of the screen now.
    package internal(set) var size: CanvasSize
    /// Which glyphs can be drawn; the loop draws its next frame with what is set here.
    package var glyphs: GlyphSet
    package private(set) var theme: Theme
    /// What the user should know about this terminal; for the messages.
    package let notes: [String]

    let options: TerminalOptions
    let localeIsUTF8: Bool
    /// Nil where the terminal may not take sequences that its description lacks.
    private let extrasOff: String?
    /// Whether the terminal gets the links of frames.
    let hasLinks: Bool
    /// The terminal itself, apart from standard output.
    let output: Int32
    let input: Int32
    private let screen: OpaquePointer
    private let files: [UnsafeMutablePointer<FILE>]
    private let streams: CapturedStreams
    /// Where keys are read from: a pad, which reading never refreshes.
    let keyboard: UnsafeMutablePointer<WINDOW>
    var decoder = KeyDecoder()
    /// When a key, or anything else, was last read.
    var lastRead = ContinuousClock.now
    /// When frames may be sent.
    var pace: FramePace
    /// What goes to the next line after leaving a terminal without a second screen.
    private let lineAfter: String
    /// A SIGCONT is on its way that ``suspend(into:)`` has answered already.
    var isContinued = false
    /// What the screen shows, as far as we know.
    var shown: Canvas?
    let written = WrittenBytes()
    /// By ``Style/code``.
    var looks: [spoor_look] = []
    var isCursorVisible = true
    var isGone = false
    private var isOpen = true

    /// Takes over the terminal: second screen, raw keys, signals.
    ///
    /// - Throws: ``TerminalError`` when there is none, or none that can be drawn on; nothing is changed then.
    package static func open(_ options: TerminalOptions) throws -> Terminal {
        guard isatty(STDOUT_FILENO) == 1 else { throw TerminalError.notATerminal }
        let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        let input =
            isatty(STDIN_FILENO) == 1
            ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) : Glibc.open("/dev/tty", O_RDONLY | O_CLOEXEC)
        var modes = termios()
        guard output >= 0, input >= 0, tcgetattr(output, &modes) == 0,
            let inputFile = fdopen(input, "r"), let outputFile = fdopen(output, "w")
        else {
            throw TerminalError.system(
                what: "open the terminal",
                reason: SystemError.words(errno)
            )
        }
        return try Terminal(options, files: [inputFile, outputFile], modes: modes)
    }

    private init(
        _ options: TerminalOptions,
        files: [UnsafeMutablePointer<FILE>],
        modes: termios
    ) throws {
        self.options = options
        self.files = files
        input = fileno(files[0])
        output = fileno(files[1])
        localeIsUTF8 = spoor_use_locale() != 0
        use_env(false)
        use_tioctl(true)
        let name = TerminalName(environment: options.environment)
        let described = name.candidates.first { [output] in spoor_describe($0, output) != 0 }
        guard let described, spoor_capability("cup") != nil else {
            throw TerminalError.notCapable(name: name.name)
        }
        notes = described == name.name ? [] : [name.explanation(using: described)]
        let takesExtras = described != "linux" && !described.hasPrefix("vt")
        extrasOff =
            takesExtras ? RestoreSequence.extrasOff(synchronized: options.synchronized) : nil
        let restore = RestoreSequence(extrasOff: extrasOff ?? "")
        // Terminals that do not speak ECMA-48 would print the question.
        let speaksECMA = spoor_capability("cup").map { String(cString: $0).hasPrefix("\u{1B}[") }
        pace = FramePace(canAsk: speaksECMA ?? false)
        hasLinks =
            speaksECMA ?? false
            && HyperlinkSupport.isOn(
                options.hyperlinks,
                terminal: name.name,
                environment: options.environment
            )
        lineAfter = spoor_capability("rmcup") == nil ? "\r\n" : ""
        let colors = Int(spoor_described_colors())
        spoor_forget_description()

        streams = CapturedStreams()
        streams.guardTerminal(output, modes: modes, restore: restore)
        spoor_guard_set_active(1)
        guard let screen = newterm(described, files[1], files[0]), let keyboard = newpad(1, 1)
        else {
            spoor_guard_restore()
            spoor_guard_end()
            throw TerminalError.notCapable(name: described)
        }
        self.screen = screen
        self.keyboard = keyboard
        theme = Theme(
            options.theme,
            depth: min(
                ColorDepth(colors: colors),
                ColorDepth.detected(
                    options.color,
                    environment: options.environment,
                    terminalColors: colors
                )
            )
        )
        glyphs = options.glyphs.glyphs(localeIsUTF8: localeIsUTF8, terminal: described)
        size = CanvasSize(rows: Int(spoor_rows()), columns: Int(spoor_columns()))
        prepareModes()
        useLooks(of: theme)
        spoor_guard_capture()
    }

    private func prepareModes() {
        raw()
        noecho()
        nonl()
        intrflush(keyboard, false)
        keypad(keyboard, true)
        nodelay(keyboard, true)
        set_escdelay(25)
        // A frame that waiting keys cut off would stay cut: an equal one is never sent again.
        typeahead(-1)
        idlok(spoor_standard_screen(), true)
        KeyCodes.define()
        if theme.depth > .mono {
            start_color()
            use_default_colors()
        }
        if extrasOff != nil { write(RestoreSequence.pasteOn) }
        if pace.begin(.now) { write(FramePace.question) }
    }

    /// Puts the terminal back and shows what was written to standard error meanwhile; harmless if repeated.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        leave()
        spoor_guard_end()
        delwin(keyboard)
        delscreen(screen)
        for file in files { fclose(file) }
        streams.close()
    }

    /// Gives the screen back to the shell until ``enter()``.
    func leave() {
        takeLastAnswer()
        if let extrasOff { write(extrasOff) }
        endwin()
        // Else the shell would write over the line of hints.
        if !isGone { write(lineAfter) }
        spoor_guard_release()
    }

    /// Takes the screen again; the next frame is painted whole.
    func enter() {
        spoor_guard_set_active(1)
        spoor_guard_capture()
        reset_prog_mode()
        if extrasOff != nil { write(RestoreSequence.pasteOn) }
        fetchSize()
        repaint()
    }

    /// Reads the size again.
    ///
    /// - Returns: Whether it changed.
    @discardableResult
    func fetchSize() -> Bool {
        var rows: Int32 = 0
        var columns: Int32 = 0
        spoor_terminal_size(output, &rows, &columns)
        let now = CanvasSize(
            rows: rows > 0 ? Int(rows) : size.rows,
            columns: columns > 0 ? Int(columns) : size.columns
        )
        guard now != size else { return false }
        resizeterm(Int32(now.rows), Int32(now.columns))
        size = now
        repaint()
        return true
    }

    /// Writes straight to the terminal, past ncurses, between frames only.
    package func write(_ sequence: String) {
        var bytes = Array(sequence.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
