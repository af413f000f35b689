import Foundation

/// A program that runs beside a test, and ends with it.
package final class ChildProcess: @unchecked Sendable {
    // Sendable: Foundation's Process is only started, asked and ended here.
    private let process = Process()
    private let output = Pipe()

    package init(_ program: String, _ arguments: [String]) throws {
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ChildEnvironment.inherited
        process.standardInput = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    deinit {
        // Children start with the signals blocked that their parent's thread had blocked: only this one is sure.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Asks it to end, with SIGINT.
    package func interrupt() { process.interrupt() }

    /// Ends it at once, with SIGKILL.
    package func endAtOnce() { kill(process.processIdentifier, SIGKILL) }

    /// Waits for its end; the exit code.
    package func waitForEnd() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Reads what it writes until a line contains `text`; that line, or nil if it ends before.
    package func line(containing text: String) -> String? {
        var bytes: [UInt8] = []
        while let byte = try? output.fileHandleForReading.read(upToCount: 1)?.first {
            guard byte == UInt8(ascii: "\n") else {
                bytes.append(byte)
                continue
            }
            let line = String(decoding: bytes, as: UTF8.self)
            if line.contains(text) { return line }
            bytes = []
        }
        return nil
    }
}
