import Foundation

/// The program that was built beside the tests, run without a terminal.
struct BuiltProgram {
    struct Ending {
        let code: Int32
        let output: String
        let complaints: String
    }

    /// Beside the test bundle that is running.
    static let url = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "spoor")

    /// Runs it to its end, with `environment` as all its variables.
    static func run(
        _ arguments: [String],
        environment: [String: String] = ["HOME": "/nowhere"]
    ) throws -> Ending {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.environment = environment
        let (output, complaints) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = complaints
        try process.run()
        // Complaints are a few sentences, which a pipe holds until the output is read.
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let sentences = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Ending(
            code: process.terminationStatus,
            output: String(decoding: text, as: UTF8.self),
            complaints: String(decoding: sentences, as: UTF8.self)
        )
    }
}
