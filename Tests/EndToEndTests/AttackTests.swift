import Foundation
import TestSupport
import Testing

/// The program against servers that never end, as its user would have to bear it.
@Suite(.serialized) struct AttackTests {
    private static let trace = "0af7651916cd43dd8448eb211c80319c"
    /// Far below what an answer without bounds takes within a second.
    private static let mostMegabytes = 600

    private func start(_ arguments: [String], standardError: Pipe) throws -> Process {
        let process = Process()
        process.executableURL = BuiltProgram.url
        process.arguments = arguments
        process.environment = ["HOME": "/nowhere"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = standardError
        try process.run()
        return process
    }

    @Test(
        arguments: EndlessServer.Part.allCases.filter {
            ![.spans, .text, .key, .whitespace].contains($0)
        }
    )
    func `what never ends is refused within bounds of memory`(part: EndlessServer.Part) async throws
    {
        let server = try EndlessServer(part)
        let complaints = Pipe()
        let process = try start(
            ["trace", Self.trace, "--url", server.url],
            standardError: complaints
        )
        let id = process.processIdentifier
        // Others wait for the threads that tests share.
        let most = try await onOwnThread {
            var most = 0
            var use = ProcessUse(id)
            while use.residentBytes > 0 {
                most = max(most, use.residentMegabytes)
                _ = pause(milliseconds: 2)
                use = ProcessUse(id)
            }
            return most
        }
        process.waitUntilExit()
        #expect(process.terminationStatus == 3)
        #expect(most > 0 && most < Self.mostMegabytes, "\(most) MB")
        let sentences = try complaints.fileHandleForReading.readToEnd() ?? Data()
        let text = String(decoding: sentences, as: UTF8.self)
        #expect(text.hasPrefix("spoor: ") && text.split(separator: "\n").count == 1, "\(text)")
    }

    @Test(arguments: [EndlessServer.Part.spans, .text, .whitespace])
    func `an interrupt ends a command that loads without an end`(part: EndlessServer.Part)
        async throws
    {
        let server = try EndlessServer(part)
        let process = try start(["trace", Self.trace, "--url", server.url], standardError: Pipe())
        let before = ProcessUse(process.processIdentifier).seconds
        // It is at work: a question alone takes much less.
        #expect(
            await eventually { ProcessUse(process.processIdentifier).seconds > before + 0.3 }
        )
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGKILL, SIGHUP])
    func `the command of a token ends with the program, whatever ends that`(signal: Int32)
        async throws
    {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let command = "sleep 600 & echo $! > \(file.path); wait"
        let process = try start(["services", "--token-command", command], standardError: Pipe())
        func child() -> pid_t? {
            let text = try? String(contentsOf: file, encoding: .utf8)
            return (text?.split(separator: "\n").first).flatMap { pid_t($0) }
        }
        #expect(await eventually { child() != nil })
        let id = try #require(child())
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        let hasEnded = await eventually {
            let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
            return status?.contains(") Z ") ?? true
        }
        #expect(hasEnded)
        if !hasEnded { kill(id, SIGKILL) }
    }

    @Test func `what a server says does not act on whoever reads the log or the error`()
        async throws
    {
        let server = try LoopbackServer { connection in
            _ = connection.receive(until: "\r\n\r\n")
            connection.send(
                "HTTP/1.1 500 No\r\nConnection: close\r\n\r\n\u{1B}]52;c;eA==\u{07}\u{9B}2J\u{202E}x"
            )
        }
        let ending = try BuiltProgram.run(["services", "--url", "http://127.0.0.1:\(server.port)"])
        #expect(ending.code == 3)
        #expect(
            !ending.complaints.unicodeScalars.contains {
                [0x1B, 0x07, 0x9B, 0x202E].contains($0.value)
            }
        )
    }
}
