import Foundation
import StorageFiles
import TestSupport
import Testing
import TraceModel

/// A folder on the real file system.
@Suite struct DataFolderTests {
    @Test func `what is written is there when the folder is opened again`() async throws {
        let folder = try TemporaryFolder()
        do {
            let store = try NumberedStore(folder.path + "/a/b")
            #expect(store.notes.isEmpty)
            for number in UInt64(1)...5 { #expect(await store.append(number)) }
            try store.seal()
            for number in UInt64(6)...8 { #expect(await store.append(number)) }
            store.folder.close()
        }
        let store = try NumberedStore(folder.path + "/a/b")
        #expect(store.notes.isEmpty)
        #expect(try store.numbers() == Array(1...8))
        #expect(store.folder.segments.map(\.facts.spans) == [5])
    }

    @Test func `a clean stop empties the log`() async throws {
        let folder = try TemporaryFolder()
        let store = try NumberedStore(folder.path)
        for number in UInt64(1)...5 { #expect(await store.append(number)) }
        try store.seal()
        store.folder.close()
        #expect(try folder.names(in: "log").isEmpty)
        #expect(try folder.names(in: "segments") == ["0000000001-0000000005.segment"])
    }

    @Test func `a second writer is refused and told by what`() throws {
        let folder = try TemporaryFolder()
        let store = try NumberedStore(folder.path)
        let error = #expect(throws: FolderError.self) { try NumberedStore(folder.path) }
        #expect(error == .inUse(path: folder.path, process: Int(getpid())))
        let words = "\(try #require(error))"
        #expect(words.contains("--data DIR") && words.contains("--memory-only"))
        store.folder.close()
    }

    @Test func `the lock goes with the writer`() throws {
        let folder = try TemporaryFolder()
        for _ in 0..<3 { try NumberedStore(folder.path).folder.close() }
    }

    @Test func `a folder of other things is left alone`() throws {
        let folder = try TemporaryFolder()
        try Data("mine".utf8).write(to: folder.file("letter.txt"))
        #expect(throws: FolderError.foreign(path: folder.path)) { try NumberedStore(folder.path) }
        #expect(try folder.names(in: "") == ["letter.txt"])
        #expect(throws: FolderError.missing(path: folder.path)) {
            try FolderSnapshot(of: folder.path)
        }
    }

    @Test func `a folder of a newer format is refused by writers and readers`() throws {
        let folder = try TemporaryFolder()
        try NumberedStore(folder.path).folder.close()
        try Data("spoor traces 2\n".utf8).write(to: folder.file("format"))
        let newer = FolderError.newer(path: folder.path, format: 2)
        #expect(throws: newer) { try NumberedStore(folder.path) }
        #expect(throws: newer) { try FolderSnapshot(of: folder.path) }
        #expect("\(newer)".contains("newer version of spoor, in format 2"))
    }

    @Test func `retention deletes whole segments, oldest first`() async throws {
        let folder = try TemporaryFolder()
        let store = try NumberedStore(folder.path)
        let start = Timestamp(nanoseconds: 1_000_000_000_000)
        for number in UInt64(1)...6 {
            #expect(await store.append(number))
            try store.seal(at: start.advanced(by: .hours(Int64(number))))
        }
        let reading = store.folder.segments
        let old = Retention(age: .seconds(3600 * 3))
        let gone = try store.folder.applyRetention(old, at: start.advanced(by: .hours(5)))
        #expect(gone.map(\.number) == [1, 2])
        #expect(try store.numbers() == [3, 4, 5, 6])
        #expect(try folder.names(in: "segments").count == 4)
        // Who had a segment still has it.
        #expect(try NumberedSegments().numbers(in: reading[0].bytes) == [1])
        let small = Retention(bytes: 2 * store.folder.segments[0].row.byteCount)
        #expect(
            try store.folder.applyRetention(small, at: start).map(\.number) == [3, 4]
        )
        #expect(try store.folder.hasDeleted(from: start, to: start) == false)
        let first = Timestamp(nanoseconds: 1)
        #expect(try store.folder.hasDeleted(from: first, to: first))
        store.folder.close()
        let again = try NumberedStore(folder.path)
        #expect(try again.numbers() == [5, 6])
        #expect(await again.append(7))
        try again.seal()
        #expect(again.folder.segments.map(\.number) == [5, 6, 7])
    }

    @Test func `the catalogue has what the segments have`() async throws {
        let folder = try TemporaryFolder()
        let store = try NumberedStore(folder.path)
        for number in UInt64(0)...8 { #expect(await store.append(number)) }
        try store.seal()
        #expect(await store.append(1))
        try store.seal()
        #expect(try store.folder.services() == ["service 0", "service 1"])
        #expect(
            try store.folder.operations(of: "service 0")
                == ["operation 0", "operation 2"].map { Operation(name: $0, kind: .server) }
        )
        #expect(try store.folder.operations(of: "no such service").isEmpty)
        #expect(try store.folder.entries(of: 1).map(\.spans) == [3, 3, 3])
        let size = store.folder.segments[1].row.byteCount
        _ = try store.folder.applyRetention(Retention(bytes: size), at: .now)
        #expect(try store.folder.services() == ["service 1"])
        #expect(try store.folder.operations(of: "service 0").isEmpty)
    }

    @Test func `calls are added up over the segments of a time`() throws {
        let folder = try TemporaryFolder()
        let store = try NumberedStore(folder.path)
        for time in UInt64(1)...3 {
            var segment = NumberedSegments().make([time * 1000])
            segment.catalogue.calls = [
                DependencyLink(parent: "a", child: "b", callCount: 10),
                DependencyLink(parent: "b", child: "c", callCount: Int(time)),
            ]
            try store.folder.seal([segment], through: time, at: .now)
        }
        let time = { Timestamp(nanoseconds: $0) }
        #expect(
            try store.folder.calls(from: time(1500), to: time(3000)) == [
                DependencyLink(parent: "a", child: "b", callCount: 20),
                DependencyLink(parent: "b", child: "c", callCount: 5),
            ]
        )
        #expect(try store.folder.calls(from: time(1), to: time(999)).isEmpty)
    }

    @Test func `times after 2262 and names of any bytes are kept`() throws {
        let folder = try TemporaryFolder()
        let store = try NumberedStore(folder.path)
        var segment = NumberedSegments().make([1])
        segment.facts.latest = Timestamp(nanoseconds: .max)
        let names = ["", "a\u{0}b", "é", "e\u{301}", String(repeating: "ü", count: 1 << 20)]
        segment.catalogue.entries = names.map { name in
            SegmentCatalogue.Entry(
                service: name,
                operation: name,
                kind: .client,
                spans: 1,
                errors: 1,
                figures: [1, 2]
            )
        }
        try store.folder.seal([segment], through: 1, at: .now)
        // Two of these are equal to Swift.
        let bytes = { (texts: [String]) in Set(texts.map { Array($0.utf8) }) }
        #expect(bytes(try store.folder.services()) == bytes(names))
        #expect(try store.folder.entries(of: 1).allSatisfy { $0.figures == [1, 2] })
        let latest = Timestamp(nanoseconds: .max)
        #expect(try store.folder.calls(from: latest, to: latest).isEmpty)
        store.folder.close()
        #expect(try NumberedStore(folder.path).folder.segments.count == 1)
    }
}
