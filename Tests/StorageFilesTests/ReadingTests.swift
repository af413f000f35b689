import Foundation
import StorageFiles
import TestSupport
import Testing

/// Who only reads a folder, with and without a writer.
@Suite struct ReadingTests {
    private func numbers(_ snapshot: FolderSnapshot) throws -> [UInt64] {
        try snapshot.segments.flatMap { try NumberedSegments().numbers(in: $0.bytes) }
            + snapshot.records.compactMap { NumberedBatch.number($0.contents) }
    }

    @Test func `a reader sees what is acknowledged while a writer writes`() async throws {
        let folder = try TemporaryFolder()
        let options = DataFolder.Options(logFileBytes: 2048)
        let store = try NumberedStore(folder.path, options: options)
        let path = folder.path
        // A second reader looks all the time, so that it meets every state between the writer's steps.
        let watching = Task {
            var looks = 0
            while !Task.isCancelled || looks < 3 {
                let seen = try await onOwnThread { try self.numbers(FolderSnapshot(of: path)) }
                #expect(seen == (seen.isEmpty ? [] : Array(1...UInt64(seen.count))))
                looks += 1
            }
            return looks
        }
        for number in UInt64(1)...200 {
            #expect(await store.append(number))
            if number % 7 == 0 { try store.seal() }
            if number % 50 == 0 {
                #expect(try numbers(FolderSnapshot(of: path)) == Array(1...number))
            }
        }
        watching.cancel()
        #expect(try await watching.value >= 3)
        store.folder.close()
        #expect(try numbers(FolderSnapshot(of: path)) == Array(1...200))
    }

    @Test func `a reader finds the folder as a stopped writer left it, and changes nothing`()
        async throws
    {
        let folder = try TemporaryFolder()
        do {
            let store = try NumberedStore(folder.path)
            for number in UInt64(1)...9 { #expect(await store.append(number)) }
            try store.seal()
            #expect(await store.append(10))
            store.folder.close()
        }
        let before = try folder.names(in: "").filter { !$0.hasPrefix("manifest.db-") }
        let snapshot = try FolderSnapshot(of: folder.path)
        #expect(try numbers(snapshot) == Array(1...10))
        #expect(snapshot.notes.isEmpty)
        #expect(try folder.names(in: "").filter { !$0.hasPrefix("manifest.db-") } == before)
    }

    @Test func `a reader leaves out what is damaged and says so`() async throws {
        let folder = try TemporaryFolder()
        do {
            let store = try NumberedStore(folder.path)
            for number in UInt64(1)...3 {
                #expect(await store.append(number))
                try store.seal()
            }
            store.folder.close()
        }
        let file = folder.file("segments/0000000002-0000000002.segment")
        try Data(contentsOf: file).dropLast(3).write(to: file)
        let snapshot = try FolderSnapshot(of: folder.path)
        #expect(try numbers(snapshot) == [1, 3])
        #expect(snapshot.notes.count == 1)
        #expect(snapshot.notes.first?.contains("0000000002-0000000002.segment is damaged") == true)
        #expect(FileManager.default.fileExists(atPath: file.path))
    }
}
