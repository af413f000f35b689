import Foundation
import TestSupport
import Testing

/// What a server answers is kept in a log that someone reads on a terminal.
@Suite struct HostileLogTests {
    private static let hostile =
        "\u{1B}]52;c;aGFjaw==\u{07}\u{1B}[2J\u{9B}31m\u{202E}\u{2066}\u{7F}\u{08}end"

    /// An error's body, an error inside an answer, a name, a status line and a header field.
    @Test(arguments: 0..<5)
    func `the log holds no raw byte of a server`(path: Int) async throws {
        let hostile = Self.hostile
        let escaped = hostile.unicodeScalars.map { scalar in
            String(scalar.value, radix: 16)
        }.map { "\\u" + String(repeating: "0", count: 4 - $0.count) + $0 }.joined()
        let server = try LoopbackServer { connection in
            let request = connection.receive(until: "\r\n\r\n")
            func answer(_ status: String, _ fields: String, _ body: String) {
                connection.send(
                    "HTTP/1.1 \(status)\r\n\(fields)Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
                )
            }
            let json = "Content-Type: application/json\r\n"
            switch path {
            case 0: answer("500 Internal Server Error", "Content-Type: text/plain\r\n", hostile)
            case 1: answer("500 Oh", json, "{\"errors\":[{\"code\":500,\"msg\":\"\(escaped)\"}]}")
            case 2 where request.contains("/services"):
                answer("200 OK", json, "{\"services\":[\"\(escaped)\"],\"data\":[\"\(escaped)\"]}")
            case 3: answer("500 \(hostile)", json, "{}")
            default: answer("500 Oh", "Content-Type: \(hostile)\r\n", "no")
            }
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "spoor-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = folder.appending(path: "log").path
        let terminal = try PseudoTerminal(
            running: BuiltProgram.url.path,
            ["--url", "http://127.0.0.1:\(server.port)", "--log", log, "--max-time", "2s"],
            environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder.path]
        )
        func text() -> String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }
        if path == 2 {
            // The name is then part of a question that fails.
            try await terminal.wait(for: "end")
            terminal.press(.enter)
        }
        #expect(await eventually { text().contains(" answered") })
        terminal.type("Q")
        _ = try await terminal.ended()
        let raw = text().unicodeScalars.filter { scalar in
            scalar != "\n"
                && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    || scalar.properties.generalCategory == .format)
        }
        #expect(raw.isEmpty, "\(text().debugDescription)")
        #expect(text().hasSuffix("\n"))
    }
}
