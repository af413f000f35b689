import Foundation
import TestSupport
import Testing

/// Python with the packages that `Tests/Fixtures/opentelemetry-python` names, from PyPI.
///
/// It is made once below `.build` and used again while the list of packages stays as it is.
struct PythonEnvironment {
    private static let programs = RepositoryFiles.fixture("opentelemetry-python")
    /// Made once: suites that run side by side would make it in one another's way.
    private static let made = Result { try make() }
    private let python: URL

    init() throws { python = try Self.made.get() }

    private static func make() throws -> URL {
        let requirements = programs.appending(path: "requirements.txt")
        let wanted = try String(contentsOf: requirements, encoding: .utf8)
        let folder = RepositoryFiles.root.appending(path: ".build/opentelemetry-python")
        let python = folder.appending(path: "bin/python")
        let mark = folder.appending(path: "made-of.txt")
        if (try? String(contentsOf: mark, encoding: .utf8)) == wanted { return python }
        try? FileManager.default.removeItem(at: folder)
        let python3 = URL(filePath: "/usr/bin/env")
        _ = try run(python3, ["python3", "-m", "venv", folder.path])
        let options = ["--quiet", "--disable-pip-version-check", "--no-input"]
        _ = try run(
            python,
            ["-m", "pip", "install"] + options + ["--requirement", requirements.path]
        )
        try wanted.write(to: mark, atomically: true, encoding: .utf8)
        return python
    }

    /// Runs a program of the folder; what it printed, as JSON.
    func run(_ program: String, _ arguments: [String]) throws -> [String: Any] {
        let path = Self.programs.appending(path: program).path
        let output = try Self.run(python, ["-B", path] + arguments)
        return try #require(try JSONSerialization.jsonObject(with: output) as? [String: Any])
    }

    private static func run(_ program: URL, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        var environment = ChildEnvironment.inherited
        environment["NO_PROXY"] = "127.0.0.1"
        environment["no_proxy"] = "127.0.0.1"
        // Settings of the machine's own telemetry are none of ours.
        for name in environment.keys where name.hasPrefix("OTEL_") { environment[name] = nil }
        process.environment = environment
        let output = Pipe()
        let complaints = FileManager.default.temporaryDirectory
            .appending(path: "spoor-python-\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: complaints) }
        _ = FileManager.default.createFile(atPath: complaints.path, contents: nil)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: complaints)
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let words = (try? String(contentsOf: complaints, encoding: .utf8)) ?? ""
        try #require(
            process.terminationStatus == 0,
            "\(arguments.joined(separator: " ")): \(words)"
        )
        return text
    }
}
