import CTerminalRestore
import Glibc

/// Standard output and error while the screen is ours: where they lead to a terminal, a file in memory stands
/// in for them, so that nobody else writes on the screen.
struct CapturedStreams {
    private let errors: Int32
    private let output: Int32
    private let realErrors: Int32

    init() {
        errors = spoor_private_file(nil, 0)
        output = Self.captured(STDOUT_FILENO, if: errors >= 0)
        realErrors = Self.captured(STDERR_FILENO, if: errors >= 0)
    }

    private static func captured(_ stream: Int32, if isPossible: Bool) -> Int32 {
        isPossible && isatty(stream) == 1 ? fcntl(stream, F_DUPFD_CLOEXEC, 3) : -1
    }

    /// Gives the signal handlers all that they need to put the terminal back.
    func guardTerminal(_ terminal: Int32, modes: termios, restore: RestoreSequence) {
        var modes = modes
        restore.bytes.withUnsafeBytes { bytes in
            spoor_guard_begin(
                terminal,
                &modes,
                bytes.baseAddress,
                bytes.count,
                UIActor.shared.executor.pipe.writeEnd,
                errors,
                output,
                realErrors
            )
        }
    }

    func close() {
        for descriptor in [errors, output, realErrors] where descriptor >= 0 {
            Glibc.close(descriptor)
        }
    }
}
