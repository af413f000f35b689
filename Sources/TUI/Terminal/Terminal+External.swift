import CTerminalRestore
import Glibc
import SystemErrors

extension Terminal {
    /// How a program that ran on the terminal ended.
    package enum ExternalResult: Hashable, Sendable {
        case exited(Int32)
        case killed(signal: Int32)
        /// It could not be started; the reason in words.
        case failed(String)
    }

    /// Leaves the screen to another program, such as a pager or an editor, and comes back when it ends.
    ///
    /// The loop stands still meanwhile. The next frame is painted whole; the size may have changed.
    ///
    /// - Parameters:
    ///   - arguments: The program, looked for in PATH, and its arguments; not empty.
    ///   - input: What it reads from its standard input, without ever being on disk; nil means the keyboard.
    /// - Returns: How it ended.
    package func runExternal(_ arguments: [String], input: [UInt8]? = nil) -> ExternalResult {
        var file: Int32 = -1
        if let input {
            file = input.withUnsafeBytes { spoor_private_file($0.baseAddress, $0.count) }
            guard file >= 0 else { return .failed(SystemError.words(errno)) }
        }
        leave()
        let environment = options.environment.map { $0.key + "=" + $0.value }
        let status = CStrings.with(arguments) { arguments in
            CStrings.with(environment) { spoor_run_external(arguments, $0, file) }
        }
        let reason = SystemError.words(errno)
        if file >= 0 { Glibc.close(file) }
        enter()
        guard status >= 0 else { return .failed(reason) }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
    }

    /// What to run as `$PAGER`; it reads its standard input.
    package nonisolated static func pager(_ environment: [String: String]) -> [String] {
        let named = environment["PAGER"] ?? ""
        return shell(named.isEmpty ? "less" : named)
    }

    /// What to run as `$VISUAL` or `$EDITOR` on a file; nil where neither is set.
    package nonisolated static func editor(
        _ environment: [String: String],
        file: String
    ) -> [String]? {
        let named = [environment["VISUAL"], environment["EDITOR"]]
        guard let command = named.compactMap({ $0 }).first(where: { !$0.isEmpty }) else {
            return nil
        }
        return shell(command, argument: file)
    }

    /// The variables hold shell words (`less -S`), so the shell takes them apart, never what is shown.
    private nonisolated static func shell(_ command: String, argument: String? = nil) -> [String] {
        guard let argument else { return ["/bin/sh", "-c", command] }
        return ["/bin/sh", "-c", command + " \"$1\"", "sh", argument]
    }
}
