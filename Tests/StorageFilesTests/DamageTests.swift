import Foundation
import StorageFiles
import TestSupport
import Testing

/// Files that decayed or were lost.
@Suite struct DamageTests {
    /// Three segments of one number each, and two numbers in the log.
    private func written() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let store = try NumberedStore(folder.path)
        for number in UInt64(1)...3 {
            #expect(await store.append(number))
            try store.seal()
        }
        for number in UInt64(4)...5 { #expect(await store.append(number)) }
        store.folder.close()
        return folder
    }

    private func segment(_ number: Int) -> String {
        "segments/000000000\(number)-000000000\(number).segment"
    }

    @Test func `a segment that was cut is set aside, and the rest is served`() async throws {
        let folder = try await written()
        let file = folder.file(segment(2))
        try Data(contentsOf: file).dropLast().write(to: file)
        for hasNote in [true, false] {
            let store = try NumberedStore(folder.path)
            #expect(try store.numbers() == [1, 3, 4, 5])
            #expect(store.notes.count == (hasNote ? 1 : 0))
            if let note = store.notes.first {
                #expect(note.hasPrefix("Segment 2 in \(folder.path) is damaged: it has 15 bytes"))
            }
            store.folder.close()
        }
        #expect(try folder.names(in: "damaged") == [String(segment(2).dropFirst(9))])
    }

    @Test func `a segment that is missing is told once`() async throws {
        let folder = try await written()
        try FileManager.default.removeItem(at: folder.file(segment(1)))
        let store = try NumberedStore(folder.path)
        #expect(try store.numbers() == [2, 3, 4, 5])
        #expect(store.notes.count == 1)
        #expect(store.notes.first?.contains("its file is missing") == true)
        store.folder.close()
        #expect(try NumberedStore(folder.path).notes.isEmpty)
    }

    @Test func `a segment found damaged later is set aside while the store is in use`() async throws
    {
        let folder = try await written()
        let store = try NumberedStore(folder.path)
        let damage = SegmentDamage(reason: "its check sum is another one")
        let note = try store.folder.setAside(store.folder.segments[1], damage)
        #expect(note.hasPrefix("Segment 2 in \(folder.path) is damaged: its check sum"))
        #expect(try store.numbers() == [1, 3, 4, 5])
        store.folder.close()
        #expect(try NumberedStore(folder.path).numbers() == [1, 3, 4, 5])
    }

    @Test(arguments: [true, false])
    func `a manifest that is damaged or gone is made anew from the segments`(isGone: Bool)
        async throws
    {
        let folder = try await written()
        let file = folder.file("manifest.db")
        if isGone {
            try FileManager.default.removeItem(at: file)
        } else {
            try Data(repeating: 0x41, count: 9000).write(to: file)
        }
        // One segment is damaged at the same time; its batch is still in the log.
        try Data(repeating: 0x41, count: 16).write(to: folder.file(segment(3)))
        let store = try NumberedStore(folder.path)
        #expect(try store.numbers() == [1, 2, 3, 4, 5])
        #expect(store.notes.count == 2)
        #expect(try store.folder.services() == ["service 0", "service 1"])
        #expect(await store.append(6))
        try store.seal()
        store.folder.close()
        let again = try NumberedStore(folder.path)
        #expect(try again.numbers() == [1, 2, 3, 4, 5, 6])
        #expect(again.notes.isEmpty)
    }

    @Test func `a damaged batch in the log is set aside, and the rest is served`() async throws {
        let folder = try await written()
        let log = folder.file("log/00000001.log")
        var bytes = try Data(contentsOf: log)
        // Damage in what is sealed is none.
        let starts = bytes.ranges(of: Data("SPRC".utf8)).map(\.lowerBound)
        for start in [starts[0], starts[3]] { bytes[start + 40] ^= 1 }
        try bytes.write(to: log)
        let store = try NumberedStore(folder.path)
        #expect(store.notes.count == 1)
        #expect(store.notes.first?.contains("1 batch in \(log.path) cannot be read") == true)
        #expect(try store.numbers() == [1, 2, 3, 5])
        #expect(try folder.names(in: "damaged") == ["00000001.log-\(starts[3])"])
        store.folder.close()
    }

    @Test func `a torn end of the log is cut off once`() async throws {
        let folder = try await written()
        let log = folder.file("log/00000001.log")
        var bytes = try Data(contentsOf: log)
        let last = try #require(bytes.lastIndex { $0 != 0 })
        bytes[last] ^= 1
        try bytes.write(to: log)
        for hasNote in [true, false] {
            let store = try NumberedStore(folder.path)
            #expect(try store.numbers() == [1, 2, 3, 4])
            #expect(store.notes.count == (hasNote ? 1 : 0))
            store.folder.close()
        }
        let store = try NumberedStore(folder.path)
        #expect(await store.append(6))
        store.folder.close()
        #expect(try NumberedStore(folder.path).numbers() == [1, 2, 3, 4, 6])
    }

    @Test func `a log file without a header is set aside`() async throws {
        let folder = try await written()
        let log = folder.file("log/00000001.log")
        try Data(repeating: 0x41, count: 1000).write(to: log)
        let store = try NumberedStore(folder.path)
        #expect(try store.numbers() == [1, 2, 3])
        #expect(store.notes.first?.contains("is damaged from its first bytes on") == true)
        #expect(try folder.names(in: "damaged") == ["00000001.log"])
        #expect(await store.append(6))
        store.folder.close()
        #expect(try NumberedStore(folder.path).numbers() == [1, 2, 3, 6])
    }
}
