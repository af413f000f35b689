import Glibc
import TestSupport

/// A program that runs beside the benchmark: its input, and what it writes, line by line.
final class ChildProgram {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    enum Stream {
        case output
        case error
    }

    let pid: pid_t
    private let input: Int32
    private let lines: UnsafeMutablePointer<FILE>
    private var hasEnded = false

    /// Starts `path`; of its two streams `stream` is read.
    init(_ path: String, _ arguments: [String], reading stream: Stream) throws {
        var (toChild, fromChild) = (
            [Int32](repeating: 0, count: 2), [Int32](repeating: 0, count: 2)
        )
        guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else {
            throw Failure(description: "there are no more file descriptors")
        }
        for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(
            &actions,
            fromChild[1],
            stream == .output ? STDOUT_FILENO : STDERR_FILENO
        )
        // The thread that asks may have signals blocked, and children inherit that: they would not end when told to.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var pid = pid_t()
        let code = posix_spawn(&pid, path, &actions, &attributes, &words, environ)
        close(toChild[0])
        close(fromChild[1])
        guard code == 0, let lines = fdopen(fromChild[0], "r") else {
            throw Failure(description: "\(path) cannot be started: build it first")
        }
        self.pid = pid
        self.lines = lines
        input = toChild[1]
    }

    deinit {
        if !hasEnded {
            kill(pid, SIGKILL)
            waitForEnd()
        }
        close(input)
        fclose(lines)
    }

    /// The next line, without its end; nil when there are no more.
    func line() -> String? {
        var buffer: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(buffer) }
        guard getline(&buffer, &capacity, lines) > 0, let buffer else { return nil }
        return String(String(cString: buffer).prefix { $0 != "\n" })
    }

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
    }

    /// Asks it to end and waits until it has.
    func end() {
        kill(pid, SIGTERM)
        waitForEnd()
    }

    func waitForEnd() {
        guard !hasEnded else { return }
        hasEnded = true
        var status: Int32 = 0
        waitpid(pid, &status, 0)
    }

    /// What it has used so far.
    var use: ProcessUse { ProcessUse(pid) }
}
