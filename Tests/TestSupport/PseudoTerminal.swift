package import Foundation
import Synchronization

/// A program on a terminal of its own, and what its screen shows: the way to test the real binary.
///
/// ```swift
/// let terminal = try PseudoTerminal(running: binary, ["trace.json"], environment: ["TERM": "xterm-256color"])
/// try await terminal.wait(for: "checkout")          // until the screen shows it, or the test fails with the screen
/// terminal.press(.down, .enter)
/// try await terminal.wait("the span opens") { $0.line(0).contains("Charge") }
/// terminal.signal(SIGTERM)
/// #expect(try await terminal.ended() == .exited(143))
/// #expect(terminal.modes == terminal.modesBefore && !terminal.screen.isAlternate)
/// ```
///
/// A thread of its own reads all the time, so waiting blocks no thread of the tests. The program is killed when
/// this goes away.
package final class PseudoTerminal: Sendable {
    /// What became of the program.
    package enum Status: Hashable, Sendable {
        case running
        case stopped(signal: Int32)
        case exited(Int32)
        case killed(signal: Int32)

        package var isOver: Bool {
            switch self {
            case .running, .stopped: false
            case .exited, .killed: true
            }
        }
    }

    struct Waiter: Sendable {
        let id: UInt64
        /// Whether the condition is one of a whole frame, not of half of one that is still coming.
        let isOfFrame: Bool
        let condition: @Sendable (borrowing State) -> Bool
        let deadline: ContinuousClock.Instant
        let continuation: CheckedContinuation<EmulatedScreen?, Never>
    }

    struct State: Sendable {
        var screen: EmulatedScreen
        var received: [UInt8] = []
        var lastReceived = ContinuousClock.now
        /// When the conditions of whole frames were tried last.
        var lastTried = ContinuousClock.now
        var status = Status.running
        var waiters: [Waiter] = []
        var nextWaiter: UInt64 = 0
        var isClosed = false
        var link: TerminalLink
        /// Bytes that the program wrote, shown or still on their way.
        var written = 0
        var writtenAtLastKey = 0
    }

    /// The path of the program's side of the terminal.
    package let path: String
    /// The terminal's modes before the program started.
    package let modesBefore: TerminalModes
    let master: Int32
    /// Held open, so that modes and output can be read after the program ended.
    private let slave: Mutex<Int32>
    private let process: Mutex<pid_t?>
    let state: Mutex<State>

    /// A terminal without a program; something else opens ``path``.
    package init(
        rows: Int = 24,
        columns: Int = 80,
        link: TerminalLink = TerminalLink()
    ) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        // TIOCGPTN and TIOCSPTLCK (ioctl_tty(2)): what ptsname and unlockpt do, which Swift does not see.
        var number: Int32 = 0
        var isLocked: Int32 = 0
        guard master >= 0, ioctl(master, 0x8004_5430, &number) == 0,
            ioctl(master, 0x4004_5431, &isLocked) == 0
        else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        path = "/dev/pts/\(number)"
        let slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        self.slave = Mutex(slave)
        modesBefore = TerminalModes(of: slave)
        state = Mutex(State(screen: EmulatedScreen(rows: rows, columns: columns), link: link))
        process = Mutex(nil)
        setSize(rows: rows, columns: columns)
        let reader = Reader(terminal: self, master: master)
        Thread.detachNewThread { reader.run() }
    }

    /// Starts a program with the terminal as its standard streams and its controlling terminal.
    ///
    /// - Parameters:
    ///   - executable: A path.
    ///   - arguments: Without the program's own name.
    ///   - environment: All of it; nothing is inherited.
    ///   - directory: Where it runs; nothing means here.
    ///   - rows: Of the terminal.
    ///   - columns: Of the terminal.
    ///   - link: What lies between the program and the terminal.
    /// - Throws: `POSIXError` when the program cannot be started.
    package convenience init(
        running executable: String,
        _ arguments: [String] = [],
        environment: [String: String],
        directory: String? = nil,
        rows: Int = 24,
        columns: Int = 80,
        link: TerminalLink = TerminalLink()
    ) throws {
        try self.init(rows: rows, columns: columns, link: link)
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // The first terminal that the leader of a new session opens becomes its controlling one.
        posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var defaults = sigset_t()
        sigfillset(&defaults)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var nothing = sigset_t()
        sigemptyset(&nothing)
        posix_spawnattr_setsigmask(&attributes, &nothing)
        let newSession: Int32 = 0x80
        posix_spawnattr_setflags(
            &attributes,
            Int16(Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | newSession)
        )
        let command =
            (directory.map { ["/usr/bin/env", "-C", $0] } ?? []) + [executable] + arguments
        let arguments = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup($0.key + "=" + $0.value) } + [nil]
        defer { for string in arguments + variables { free(string) } }
        var pid: pid_t = 0
        let error = posix_spawn(&pid, command[0], &actions, &attributes, arguments, variables)
        guard error == 0 else { throw POSIXError(.init(rawValue: error) ?? .ENOENT) }
        process.withLock { $0 = pid }
    }

    /// Goes away as a lost connection does: the program gets SIGHUP and its reads end.
    package func hangUp() {
        state.withLock { $0.isClosed = true }
        slave.withLock { slave in
            if slave >= 0 { close(slave) }
            slave = -1
        }
    }

    deinit {
        hangUp()
        process.withLock { pid in
            if let pid {
                kill(pid, SIGKILL)
                waitpid(pid, nil, 0)
            }
        }
    }

    package var screen: EmulatedScreen { state.withLock { $0.screen } }
    package var status: Status { state.withLock { $0.status } }
    /// Bytes that the program wrote, whether they arrived or are on their way.
    package var written: Int { state.withLock { $0.written } }
    /// Stops reading what the program writes, or goes on.
    package func setReading(_ isReading: Bool) {
        state.withLock { $0.link.isStopped = !isReading }
    }

    /// Everything the program wrote.
    package var received: [UInt8] { state.withLock { $0.received } }
    package var modes: TerminalModes { slave.withLock { TerminalModes(of: $0) } }
    /// The program's process, until it ended.
    package var processID: pid_t? { process.withLock { $0 } }

    /// Sends what was typed, as late as the link has it.
    package func send(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        if state.withLock({ $0.link.delays(keys: bytes) }) { return }
        sendAtOnce(bytes)
    }

    /// Presses keys one after the other, so far apart.
    package func press(_ keys: [TerminalKey], every interval: Duration) {
        state.withLock { state in
            for (number, key) in keys.enumerated() {
                state.link.type(Array(key.rawValue.utf8), after: interval * number)
            }
        }
    }

    /// Bytes that the program had written when the last key reached it; nil while keys are on their way.
    package var writtenAtLastKey: Int? {
        state.withLock { $0.link.hasKeys ? nil : $0.writtenAtLastKey }
    }

    func sendAtOnce(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    package func type(_ text: String) { send(text.utf8) }

    package func press(_ keys: TerminalKey...) {
        send(keys.flatMap { $0.rawValue.utf8 })
    }

    package func signal(_ number: Int32) {
        process.withLock { pid in
            if let pid { _ = kill(pid, number) }
        }
    }

    /// Writes to the terminal as another program on it would.
    ///
    /// - Throws: What opening it threw.
    package func writeAsOther(_ text: String) throws {
        try FileHandle(forWritingTo: URL(filePath: path)).write(contentsOf: Data(text.utf8))
    }

    /// Changes the size; the program gets SIGWINCH.
    package func resize(rows: Int, columns: Int) {
        state.withLock { $0.screen.resize(rows: rows, columns: columns) }
        setSize(rows: rows, columns: columns)
    }

    private func setSize(rows: Int, columns: Int) {
        var size = winsize(
            ws_row: UInt16(rows),
            ws_col: UInt16(columns),
            ws_xpixel: 0,
            ws_ypixel: 0
        )
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// What became of the program since this was asked last; nothing if nothing did.
    func changedStatus() -> Status? {
        process.withLock { pid in
            guard let known = pid else { return nil }
            var status: Int32 = 0
            guard waitpid(known, &status, WNOHANG | WUNTRACED | WCONTINUED) == known else {
                return nil
            }
            let continued: Int32 = 0xFFFF
            if status == continued { return .running }
            if status & 0xFF == 0x7F { return .stopped(signal: status >> 8 & 0xFF) }
            pid = nil
            let signal = status & 0x7F
            return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
        }
    }
}

/// Keys as xterm sends them to a program that draws on the whole screen (application cursor keys).
package enum TerminalKey: String, Sendable {
    case enter = "\r"
    case escape = "\u{1B}"
    case tab = "\t"
    case backTab = "\u{1B}[Z"
    case backspace = "\u{7F}"
    case up = "\u{1B}OA"
    case down = "\u{1B}OB"
    case right = "\u{1B}OC"
    case left = "\u{1B}OD"
    case home = "\u{1B}OH"
    case end = "\u{1B}OF"
    case pageUp = "\u{1B}[5~"
    case pageDown = "\u{1B}[6~"
    case delete = "\u{1B}[3~"
    case f1 = "\u{1B}OP"
    case f5 = "\u{1B}[15~"
    case ctrlC = "\u{03}"
    case ctrlD = "\u{04}"
    case ctrlL = "\u{0C}"
    case ctrlN = "\u{0E}"
    case ctrlP = "\u{10}"
    case ctrlU = "\u{15}"
    case ctrlZ = "\u{1A}"
}

/// What `stty` shows of a terminal: flags and special characters.
package struct TerminalModes: Hashable, Sendable, CustomStringConvertible {
    package let input: UInt32
    package let output: UInt32
    package let control: UInt32
    package let local: UInt32
    package let characters: [UInt8]

    package init(of terminal: Int32) {
        var modes = termios()
        tcgetattr(terminal, &modes)
        input = modes.c_iflag
        output = modes.c_oflag
        control = modes.c_cflag
        local = modes.c_lflag
        characters = withUnsafeBytes(of: modes.c_cc) { Array($0) }
    }

    package var isRaw: Bool { local & UInt32(ICANON) == 0 }
    package var echoes: Bool { local & UInt32(ECHO) != 0 }

    package var description: String {
        "iflag \(input) oflag \(output) cflag \(control) lflag \(local) cc \(characters)"
    }
}
