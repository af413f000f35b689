import Glibc
import SystemErrors

/// Runs a shell command and takes what it prints as a secret.
///
/// The command has an empty standard input and a process group of its own, so that it can be ended
/// with all that it started; it therefore cannot ask anything on the terminal. What it writes to
/// standard error is kept for the error's sentence and never reaches the screen otherwise.
///
/// It never outlives us: in its group a watcher reads from a pipe that we alone hold open, and when that breaks off,
/// whatever ended us, it kills the group.
struct SecretCommand {
    private let command: String
    private let timeLimit: Duration

    init(_ command: String, timeLimit: Duration) {
        self.command = command
        self.timeLimit = timeLimit
    }

    /// What the command printed, if it ended well within its time.
    func run() throws(SecretError) -> [UInt8] {
        let deadline = ContinuousClock.now + timeLimit
        var output = Pipe()
        var complaints = Pipe()
        var lifeline = Pipe()
        defer {
            output.close()
            complaints.close()
            lifeline.close()
        }
        try output.open()
        try complaints.open()
        try lifeline.open()
        let process = try spawn(output: output, complaints: complaints, lifeline: lifeline)
        output.closeWriting()
        complaints.closeWriting()
        lifeline.closeReading()

        let isComplete = drain(&output, &complaints, until: deadline)
        guard isComplete, let status = wait(for: process, until: deadline) else {
            kill(-process, SIGKILL)
            var ignored: Int32 = 0
            while waitpid(process, &ignored, 0) < 0, errno == EINTR {}
            guard !Task.isCancelled else {
                throw SecretError("The command `\(command)` was interrupted.")
            }
            let limit = isComplete || output.bytes.count <= Secret.byteLimit
            throw SecretError(
                limit
                    ? "The command `\(command)` took longer than \(Self.seconds(timeLimit)) (--max-time) and was ended."
                    : "The command `\(command)` printed more than 64 kB; one line is expected."
            )
        }
        // What it left running on purpose may go on.
        lifeline.write("end\n")
        guard status == 0 else {
            throw SecretError(
                "The command `\(command)` failed \(Self.ending(status))\(words(complaints.bytes))."
            )
        }
        return output.bytes
    }

    /// Starts the watcher in the background and becomes the shell that runs the command.
    private static let script = """
        { read -r line <&3 || kill -9 0; } >/dev/null 2>&1 &
        exec /bin/sh -c "$1" 3<&-
        """

    private func spawn(
        output: Pipe,
        complaints: Pipe,
        lifeline: Pipe
    ) throws(SecretError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
        posix_spawn_file_actions_adddup2(&actions, complaints.writing, 2)
        posix_spawn_file_actions_adddup2(&actions, lifeline.reading, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The screen's handlers and blocked signals are ours, not the command's.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var arguments: [UnsafeMutablePointer<CChar>?] =
            [strdup("sh"), strdup("-c"), strdup(Self.script), strdup("sh"), strdup(command), nil]
        defer { arguments.forEach { free($0) } }
        var process: pid_t = 0
        let result = posix_spawn(
            &process,
            "/bin/sh",
            &actions,
            &attributes,
            &arguments,
            environ
        )
        guard result == 0 else {
            throw SecretError(
                "The command `\(command)` cannot be run: \(SystemError.words(result))."
            )
        }
        return process
    }

    /// Reads both pipes to their ends; `false` if time ran out or the output is too long.
    private func drain(
        _ output: inout Pipe,
        _ complaints: inout Pipe,
        until deadline: ContinuousClock.Instant
    ) -> Bool {
        while output.isOpen || complaints.isOpen {
            let left = Self.milliseconds(until: deadline)
            guard left > 0, !Task.isCancelled else { return false }
            var watched = [
                pollfd(fd: output.reading, events: Int16(POLLIN), revents: 0),
                pollfd(fd: complaints.reading, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&watched, 2, min(left, 50)) > 0 else { continue }
            if watched[0].revents != 0 { output.take() }
            if watched[1].revents != 0 { complaints.take() }
            guard output.bytes.count <= Secret.byteLimit else { return false }
        }
        return true
    }

    /// The exit status, or `nil` if time ran out; a process may close its output and live on.
    private func wait(for process: pid_t, until deadline: ContinuousClock.Instant) -> Int32? {
        var status: Int32 = 0
        while true {
            let result = waitpid(process, &status, WNOHANG)
            if result == process { return status }
            if result < 0, errno != EINTR { return nil }
            let left = Self.milliseconds(until: deadline)
            guard left > 0, !Task.isCancelled else { return nil }
            poll(nil, 0, min(left, 5))
        }
    }

    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = (deadline - .now) / .milliseconds(1)
        return Int32(max(0, min(left.rounded(.up), 1e9)))
    }

    private static func seconds(_ limit: Duration) -> String {
        let milliseconds = Int((limit / .milliseconds(1)).rounded(.up))
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }

    private static func ending(_ status: Int32) -> String {
        let signal = status & 0x7F
        return signal == 0 ? "with exit code \((status >> 8) & 0xFF)" : "by signal \(signal)"
    }

    /// The first line of what the command complained about, made fit for a sentence.
    private func words(_ bytes: [UInt8]) -> String {
        let line = bytes.prefix { $0 != 0x0A }.prefix(200).filter { $0 >= 0x20 && $0 != 0x7F }
        let text = String(decoding: line, as: UTF8.self)
        return text.isEmpty ? "" : ": \(text)"
    }
}
