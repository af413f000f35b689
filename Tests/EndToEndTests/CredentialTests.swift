import Foundation
import Synchronization
import TestSupport
import Testing

/// Which credentials arrive where, and how a command ends that cannot have them.
@Suite(.serialized) struct CredentialTests {
    /// A server that keeps what it is asked.
    private final class Listener: Sendable {
        private let heads: Mutexed
        let server: LoopbackServer
        var url: String { "http://127.0.0.1:\(server.port)" }
        var heard: String { heads.text.withLock { $0 } }

        final class Mutexed: Sendable {
            let text = Mutex("")
        }

        init() throws {
            let heads = Mutexed()
            self.heads = heads
            server = try LoopbackServer { connection in
                let head = connection.receive(until: "\r\n\r\n")
                heads.text.withLock { $0 += head }
                connection.send(
                    "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                )
            }
        }
    }

    private static let secrets = ["hunter2", "Authorization", "x-tenant", "X-Team"]

    @Test func `a pasted link gets nothing that was given for another server`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let config = folder.appending(path: "config.yaml").path
        let yaml = """
            contexts:
              prod:
                url: http://localhost:9
                tenant: acme
                token: {env: MY_TOKEN}
                headers: {X-Team: payments}
            """
        try Data(yaml.utf8).write(to: URL(filePath: config))
        let ways: [(arguments: [String], environment: [String: String])] = [
            (["--context", "prod"], [:]),
            ([], ["SPOOR_TOKEN": "hunter2"]),
            ([], ["SPOOR_CONTEXT": "prod"]),
            (["--tenant", "acme", "--token-command", "echo hunter2"], [:]),
            (
                ["--user", "u", "--password-command", "echo hunter2"],
                ["SPOOR_URL": "http://localhost:9"]
            ),
        ]
        for way in ways {
            let listener = try Listener()
            let environment = way.environment.merging(
                ["HOME": "/nowhere", "SPOOR_CONFIG": config, "MY_TOKEN": "hunter2"]
            ) { $1 }
            let link = listener.url + "/trace/4bf92f3577b34da6a3ce929d0e0e4736"
            let ending = try BuiltProgram.run(
                ["trace", link] + way.arguments,
                environment: environment
            )
            #expect(listener.heard.contains("GET /api/v3/"), "\(way)")
            for secret in Self.secrets { #expect(!listener.heard.contains(secret), "\(way)") }
            #expect(ending.complaints.contains("left out"), "\(ending.complaints)")
            let sent = try BuiltProgram.run(
                ["trace", link, "--send-credentials"] + way.arguments,
                environment: environment
            )
            #expect(Self.secrets.contains { listener.heard.contains($0) }, "\(way)")
            #expect(!sent.complaints.contains("left out"))
        }
    }

    @Test func `--url is asked for the trace of a link to elsewhere`() throws {
        let (asked, linked) = (try Listener(), try Listener())
        let ending = try BuiltProgram.run(
            ["trace", linked.url + "/trace/4bf92f3577b34da6a3ce929d0e0e4736", "--url", asked.url]
        )
        #expect(asked.heard.contains("GET /api/v3/"))
        #expect(linked.heard.isEmpty)
        #expect(ending.complaints.contains("\(asked.url) is asked for the trace of the link"))
    }

    @Test func `what was named wrong ends with 2, and time-outs with 4`() throws {
        let listener = try Listener()
        func code(_ arguments: String...) throws -> Int32 {
            try BuiltProgram.run(arguments + ["--url", listener.url]).code
        }
        #expect(try code("services", "--token-file", "/nonexistent") == 2)
        #expect(try code("services", "--token-command", "exit 1") == 2)
        #expect(try code("services", "--token-command", "sleep 60", "--max-time", "300ms") == 2)
        #expect(try code("services", "--user", "u", "--password-file", "/nonexistent") == 2)
        #expect(listener.heard.isEmpty)
        #expect(try BuiltProgram.run(["traces", "--file", "/nonexistent"]).code == 2)
        #expect(try BuiltProgram.run(["open", "/nonexistent"]).code == 2)
        let silent = try LoopbackServer { connection in _ = connection.receiveAll() }
        let late = try BuiltProgram.run(
            ["services", "--max-time", "300ms", "--url", "http://127.0.0.1:\(silent.port)"]
        )
        #expect(late.code == 4)
        #expect(late.complaints.contains("within 300 ms"))
    }

    @Test func `a file that is written slowly is given up in time`() throws {
        let process = Process()
        process.environment = ChildEnvironment.inherited
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "sleep 600 | { \"$0\" services --file - --max-time 300ms; echo $? >&2; kill 0; }",
            BuiltProgram.url.path,
        ]
        let complaints = Pipe()
        process.standardError = complaints
        // A group of its own, which it ends with the sleeper in it.
        process.arguments = [
            "-c", "setsid /bin/sh -c \"$1\" \"$0\"", BuiltProgram.url.path,
            process.arguments?[1] ?? "",
        ]
        try process.run()
        let text = String(
            decoding: try complaints.fileHandleForReading.readToEnd() ?? Data(),
            as: UTF8.self
        )
        process.waitUntilExit()
        #expect(text.contains("was not read to its end within 300 ms"), "\(text)")
        #expect(text.contains("\n4\n"), "\(text)")
    }
}
