import Foundation
import TestSupport
import Testing

@Suite struct CommandLineTests {
    @Test func `help, version, manual page and completions go to standard output`() throws {
        let lines = [
            ["--help"], ["help", "traces"], ["--version"], ["man"], ["completion", "zsh"],
        ]
        for arguments in lines {
            let ending = try BuiltProgram.run(arguments)
            #expect(ending.code == 0, "\(arguments)")
            #expect(ending.output.contains("spoor"), "\(arguments)")
            #expect(ending.complaints == "", "\(arguments)")
        }
    }

    @Test func `wrong usage is one sentence on standard error and exit code 2`() throws {
        for arguments in [["servces"], ["--utl"], ["config", "--limit", "none"]] {
            let ending = try BuiltProgram.run(arguments)
            #expect(ending.code == 2, "\(arguments)")
            #expect(ending.output == "", "\(arguments)")
            #expect(ending.complaints.hasPrefix("spoor: "), "\(arguments)")
            #expect(ending.complaints.split(separator: "\n").count == 1, "\(arguments)")
        }
    }

    @Test func `without a terminal and without a command there is a sentence`() throws {
        let ending = try BuiltProgram.run([])
        #expect(ending.code == 2)
        #expect(
            ending.complaints
                == "spoor: The explorer needs a terminal on standard output; `spoor --help` lists "
                + "the commands that do not.\n"
        )
    }

    @Test func `a broken configuration file names its lines and does not stop help`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml")
        try Data("theem: dark\nzone: mars\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let environment = ["SPOOR_CONFIG": file.path]
        let broken = try BuiltProgram.run(["config"], environment: environment)
        #expect(broken.code == 2)
        #expect(
            broken.complaints.split(separator: "\n").map { $0.contains(file.lastPathComponent) }
                == [true, true]
        )
        #expect(try BuiltProgram.run(["--help"], environment: environment).code == 0)
    }

    @Test(arguments: [
        ("next-error: [j]", "`j` of `next-error` is a key of `down` already"),
        ("nxt-error: [x]", "There is no action `nxt-error`; did you mean `next-error`?"),
        ("next-error: [Ctrl-Foo]", "`Ctrl-Foo` is not a key"),
        ("next-error: [Hyper-X]", "`Hyper-X` has the modifier Hyper"),
    ])
    func `keys that cannot be are refused by every command alike`(
        _ keys: String,
        _ sentence: String
    ) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml")
        try Data("theme: dark\nkeys:\n  \(keys)\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        for arguments in [["config"], ["--linear"], ["services"], ["demo", "--linear"]] {
            let ending = try BuiltProgram.run(arguments, environment: ["SPOOR_CONFIG": file.path])
            #expect(ending.code == 2, "\(arguments)")
            #expect(ending.output == "", "\(arguments)")
            let place = "spoor: \(file.lastPathComponent):3: "
            #expect(ending.complaints.hasPrefix(place + sentence), "\(ending.complaints)")
        }
    }

    @Test func `settings show what holds, and no secret`() throws {
        let ending = try BuiltProgram.run(
            ["config", "--max-time", "5s"],
            environment: ["SPOOR_TOKEN": "hunter2", "SPOOR_URL": "http://jaeger:16686"]
        )
        #expect(ending.code == 0)
        #expect(ending.output.contains("flag --max-time"))
        #expect(ending.output.contains("SPOOR_URL"))
        #expect(!ending.output.contains("hunter2"))
    }

    @Test func `a reader that leaves early is no complaint`() throws {
        let process = Process()
        process.environment = ChildEnvironment.inherited
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "{ \"$0\" man; echo $? >&2; } | true", BuiltProgram.url.path]
        let complaints = Pipe()
        process.standardError = complaints
        try process.run()
        let text = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(String(decoding: text, as: UTF8.self) == "0\n")
    }

    @Test func `a full disk is told`() throws {
        let process = Process()
        process.environment = ChildEnvironment.inherited
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "\"$0\" man > /dev/full", BuiltProgram.url.path]
        let complaints = Pipe()
        process.standardError = complaints
        try process.run()
        let text = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 2)
        #expect(
            String(decoding: text, as: UTF8.self)
                == "spoor: The answer cannot be written: No space left on device.\n"
        )
    }
}
