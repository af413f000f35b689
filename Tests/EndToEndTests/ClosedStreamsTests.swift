import Foundation
import Testing

/// A program that is started with standard streams closed, as some supervisors do.
@Suite struct ClosedStreamsTests {
    @Test(arguments: ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
    func `a closed stream is the null device, never another file`(closed: String) throws {
        let (code, output) = try shell("\"$0\" --version \(closed); echo $?")
        #expect(code == 0)
        #expect(output.hasSuffix("0\n"), "\(output)")
        #expect(!output.contains("Invalid argument"))
    }

    @Test func `a command without any streams ends as its question did`() throws {
        let (_, output) = try shell(
            "\"$0\" services --url http://127.0.0.1:9 <&- >&- 2>&-; echo $?"
        )
        #expect(output == "4\n")
    }

    @Test func `complaints go to standard error though standard output is closed`() throws {
        let (_, output) = try shell(
            "exec 3>&1; \"$0\" services --url http://127.0.0.1:9 2>&3 >&-; echo $?"
        )
        #expect(output.contains("spoor: "))
        #expect(output.hasSuffix("4\n"))
    }

    private func shell(_ script: String) throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script, BuiltProgram.url.path]
        process.environment = ["HOME": "/nowhere", "PATH": "/usr/bin:/bin"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }
}
