import CTerminalRestore
import Glibc
import SystemErrors

/// A command that is run away from the terminal while the screen stays as it is.
enum QuietCommand {
    /// Why there is no answer, in words.
    struct Failure: Error, Equatable {
        let reason: String
    }

    /// Longer than a multiplexer takes that is alive.
    private static let longest: Int32 = 2000
    /// No more of an answer is read.
    private static let mostBytes = 4096

    /// Runs a program, looked for in PATH, to its end, and gives what it wrote; it is killed after two seconds.
    ///
    /// `environment` is all its variables, `input` what it reads.
    static func run(
        _ arguments: [String],
        _ environment: [String: String],
        input: [UInt8] = []
    ) -> Result<[UInt8], Failure> {
        let source = input.withUnsafeBytes { spoor_private_file($0.baseAddress, $0.count) }
        let target = spoor_private_file(nil, 0)
        defer { for file in [source, target] where file >= 0 { close(file) } }
        guard source >= 0, target >= 0 else { return failure() }
        let variables = environment.map { $0.key + "=" + $0.value }
        let status = CStrings.with(arguments) { arguments in
            CStrings.with(variables) { spoor_run_quietly(arguments, $0, source, target, longest) }
        }
        guard status >= 0 else { return failure() }
        guard status == 0 else { return .failure(Failure(reason: "it ended with \(status >> 8)")) }
        var answer = [UInt8](repeating: 0, count: mostBytes)
        let count = pread(target, &answer, answer.count, 0)
        return .success(Array(answer.prefix(max(0, count))))
    }

    private static func failure() -> Result<[UInt8], Failure> {
        .failure(Failure(reason: SystemError.words(errno)))
    }
}

/// Lists of strings as C takes them.
enum CStrings {
    /// Calls `body` with copies of the strings and a null pointer after them.
    static func with<Result>(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return copies.withUnsafeBufferPointer { buffer in
            var nothing: UnsafeMutablePointer<CChar>?
            return buffer.baseAddress.map(body) ?? body(&nothing)
        }
    }
}
