import Foundation
import Synchronization
import TestSupport
import Testing

/// `spoor serve` with a folder: what was acknowledged is there, however it ended.
@Suite struct KeptTracesTests {
    /// Sends requests of one span each, one after the other, until it is cancelled; remembers those that were acknowledged.
    private final class Sender: Sendable {
        let acknowledged = Mutex<[Int]>([])

        func send(from first: Int, to backend: RunningBackend) async -> Int {
            var number = first
            while !Task.isCancelled {
                let answer = try? await backend.send(
                    Self.request(number),
                    type: "application/json"
                )
                if answer?.status == 200 {
                    let sent = number
                    acknowledged.withLock { $0.append(sent) }
                }
                number += 1
            }
            return number
        }

        private static func request(_ number: Int) -> [UInt8] {
            let digits = String(number, radix: 16)
            let id = String(repeating: "0", count: 16 - digits.count) + digits
            return Array(
                """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]},\
                "scopeSpans":[{"spans":[{"traceId":"5b8efff798038103\(id)","spanId":"\(id)",\
                "name":"GET /","startTimeUnixNano":"1790000000000000000","endTimeUnixNano":"1790000000005000000"}]}]}]}
                """.utf8
            )
        }
    }

    /// The span ids of a folder, as `spoor store export` writes them.
    private func spanIDs(_ folder: String) throws -> [Int] {
        let export = try BuiltProgram.run(["store", "export", "--data", folder])
        #expect(export.code == 0, "\(export.complaints)")
        return export.output.split(separator: "\"spanId\":\"").dropFirst()
            .compactMap { Int($0.prefix(16), radix: 16) }
    }

    @Test func `what was acknowledged is there once, however often the server is killed`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sender = Sender()
        var next = 1
        var generator = SeededGenerator(seed: 1)
        let rounds = Int(ProcessInfo.processInfo.environment["SPOOR_KILLS"] ?? "") ?? 10
        for _ in 0..<rounds {
            let backend = try RunningBackend(["--data", folder])
            let wanted =
                sender.acknowledged.withLock { $0.count }
                + Int.random(in: 1...20, using: &generator)
            let first = next
            let sending = Task { await sender.send(from: first, to: backend) }
            #expect(
                await eventually(within: .seconds(120)) {
                    sender.acknowledged.withLock { $0.count } >= wanted
                }
            )
            backend.program.endAtOnce()
            sending.cancel()
            next = await sending.value
            _ = backend.program.waitForEnd()
        }
        let found = try spanIDs(folder)
        let acknowledged = sender.acknowledged.withLock { $0 }
        #expect(Set(found).count == found.count)
        #expect(Set(acknowledged).isSubset(of: Set(found)))
        #expect(Set(found).isSubset(of: Set(1..<next)))
        let check = try BuiltProgram.run(["store", "check", "--data", folder])
        #expect(check.code == 0, "\(check.output)")
    }

    @Test func `a second server on a folder ends with a sentence that names both ways out`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let backend = try RunningBackend(["--data", folder])
        let second = try BuiltProgram.run(["serve", "--data", folder])
        #expect(second.code == 3)
        #expect(second.complaints.contains("--data DIR"))
        #expect(second.complaints.contains("--memory-only"))
        backend.program.interrupt()
        #expect(backend.program.waitForEnd() == 0)
        try "spoor traces 99\n".write(
            toFile: folder + "/format",
            atomically: false,
            encoding: .utf8
        )
        let newer = try BuiltProgram.run(["services", "--data", folder])
        #expect(newer.code == 3)
        #expect(newer.complaints.contains("a newer version of spoor"))
    }

    @Test func `a folder goes out as lines and comes back, and is read without a server`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let imported = try BuiltProgram.run([
            "store", "import", RepositoryFiles.root.appending(path: "Samples").path, "--data",
            folder + "/one",
        ])
        #expect(imported.code == 0, "\(imported.complaints)")
        let export = try BuiltProgram.run(["store", "export", "--data", folder + "/one"])
        let lines = folder + "/lines.jsonl"
        try export.output.write(toFile: lines, atomically: false, encoding: .utf8)
        let again = try BuiltProgram.run(["store", "import", lines, "--data", folder + "/two"])
        #expect(again.code == 0, "\(again.complaints)")
        func spans(_ name: String) throws -> Int? {
            let info = try BuiltProgram.run([
                "store", "info", "-o", "json", "--data", folder + "/" + name,
            ])
            let json = try JSONSerialization.jsonObject(with: Data(info.output.utf8))
            return (json as? [String: Any])?["spans"] as? Int
        }
        #expect(try spans("one") ?? 0 > 0)
        #expect(try spans("one") == spans("two"))
        let services = try BuiltProgram.run(["services", "--data", folder + "/one"])
        #expect(services.code == 0)
        #expect(!services.output.isEmpty)
    }
}
