import CTerminalRestore
import Glibc
import SystemErrors

/// A program that is started and left alone: it has no terminal, and goes on when we end.
enum DetachedCommand {
    /// Starts a program, looked for in PATH, with `environment` as all its variables.
    ///
    /// - Returns: Why it could not be started; nil if it was.
    static func start(_ arguments: [String], _ environment: [String: String]) -> String? {
        let variables = environment.map { $0.key + "=" + $0.value }
        let error = CStrings.with(arguments) { arguments in
            CStrings.with(variables) { spoor_start_detached(arguments, $0) }
        }
        return error == 0 ? nil : SystemError.words(error)
    }
}
