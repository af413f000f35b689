import Foundation
import StorageFiles
import TestSupport
import Testing

/// A writer in a process of its own, which is killed.
@Suite struct KilledWriterTests {
    /// Starts a writer, kills it when it has acknowledged `count` numbers and a while has passed; all that it acknowledged.
    private func acknowledged(
        by folder: String,
        from first: UInt64,
        killedAfter count: Int,
        _ spins: Int
    ) throws -> [UInt64] {
        let process = Process()
        process.executableURL = URL(filePath: RepositoryFiles.program("StoreProbe"))
        process.arguments = ["write", folder, "\(first)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let reader = output.fileHandleForReading
        var text = Data()
        var lines = 0
        while lines < count, let piece = try reader.read(upToCount: 1), !piece.isEmpty {
            text += piece
            lines += piece[piece.startIndex] == UInt8(ascii: "\n") ? 1 : 0
        }
        // The moment is not one right behind an acknowledgement.
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<spins { _ = generator.next() }
        kill(process.processIdentifier, SIGKILL)
        text += try reader.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap {
            UInt64($0)
        }
    }

    @Test func `a hundred times killed, it has lost nothing and holds nothing twice`() async throws
    {
        let seed = UInt64.random(in: 0...UInt64.max)
        try await onOwnThread {
            var generator = SeededGenerator(seed: seed)
            let folder = try TemporaryFolder()
            var known: Set<UInt64> = []
            var next: UInt64 = 1
            for round in 1...100 {
                let new = try acknowledged(
                    by: folder.path,
                    from: next,
                    killedAfter: Int.random(in: 1...120, using: &generator),
                    Int.random(in: 0...50_000, using: &generator)
                )
                known.formUnion(new)
                let store = try NumberedStore(folder.path)
                let numbers = try store.numbers()
                let found = Set(numbers)
                #expect(found.count == numbers.count, "twice in round \(round), seed \(seed)")
                #expect(known.isSubset(of: found), "lost in round \(round), seed \(seed)")
                #expect(store.notes.allSatisfy { $0.hasPrefix("The end of ") }, "\(store.notes)")
                store.folder.close()
                next = (numbers.max() ?? 0) + 1
            }
            #expect(known.count >= 100)
        }
    }

    /// Whether a small file system can be mounted here by whoever runs the tests.
    private static let canMount: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec unshare -rm mount -t tmpfs -o size=64k none /mnt 2>&1"]
        process.standardOutput = Pipe()
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test(.enabled(if: canMount, "needs user namespaces"))
    func `a full file system refuses, serves what it has, and takes more when there is room`()
        async throws
    {
        let lines = try await onOwnThread {
            let folder = try TemporaryFolder()
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = [
                "-c",
                """
                exec unshare -rm sh -c 'mount -t tmpfs -o size=3m none "$1" && exec "$2" fill "$1"' sh "$1" "$2"
                """,
                "sh", folder.path, RepositoryFiles.program("StoreProbe"),
            ]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let text = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        try #require(lines.count == 5, "\(lines)")
        #expect(lines[0].hasPrefix("refused: true cannot "))
        #expect(lines[0].hasSuffix("no space left on device."))
        #expect(lines[1].hasPrefix("not sealed: cannot "))
        #expect(lines[2] == "read: true")
        #expect(lines[3] == "recovered")
        #expect(lines[4] == "kept: true")
    }
}
