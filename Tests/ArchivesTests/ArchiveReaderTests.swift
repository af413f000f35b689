import Foundation
import TestSupport
import Testing

@testable import Archives

@Suite struct ArchiveReaderTests {
    /// The members of an archive that comes in pieces of `size` bytes.
    private func members(_ name: String, size: Int) throws -> [(path: String?, bytes: [UInt8])] {
        var rest = try RepositoryFiles.fixtureBytes("archives/\(name)")[...]
        let reader = try ArchiveReader {
            let piece = Array(rest.prefix(size))
            rest = rest.dropFirst(size)
            return piece.isEmpty ? nil : piece
        }
        var members: [(String?, [UInt8])] = []
        while let member = try reader.nextMember() {
            var bytes: [UInt8] = []
            while let piece = try reader.read() { bytes += piece }
            members.append((member.path, bytes))
        }
        return members
    }

    @Test(arguments: [
        "two.tar", "two-gnu.tar", "two.tar.bz2", "two.tar.xz", "two.zip", "two-stored.zip",
    ])
    func `an archive's files come with their paths, folders do not`(name: String) throws {
        for size in [512, 1 << 20] {
            let members = try members(name, size: size)
            #expect(members.map(\.path) == ["traces/one.json", "traces/zwei ü.json"])
            #expect(members.allSatisfy { $0.bytes.starts(with: "{\"data\"".utf8) })
            #expect(members.map(\.bytes.count) == [342, 342])
        }
    }

    @Test(arguments: ["one.json.bz2", "one.json.xz"])
    func `a file compressed alone has one member without a name`(name: String) throws {
        let members = try members(name, size: 7)
        #expect(members.map(\.path) == [nil])
        #expect(members.first?.bytes.starts(with: "{\"data\"".utf8) == true)
    }

    @Test(arguments: ["cut.zip", "cut.json.xz"])
    func `one that was cut off says so`(name: String) throws {
        #expect(throws: ArchiveError.self) { try members(name, size: 4096) }
    }

    @Test func `an encrypted member is named`() throws {
        #expect(throws: ArchiveError.encrypted(member: "secret.json")) {
            try members("encrypted.zip", size: 4096)
        }
    }

    @Test func `an archive without members has none`() throws {
        #expect(try members("empty.zip", size: 4096).isEmpty)
    }

    @Test func `what the source throws is thrown`() throws {
        struct Broken: Error {}
        let reader = try ArchiveReader { throw Broken() }
        #expect(throws: Broken.self) { try reader.nextMember() }
    }

    @Test(arguments: ["two.tar", "two.zip", "one.json.bz2", "one.json.xz", "empty.zip"])
    func `archives are known by their beginning`(name: String) throws {
        #expect(
            ArchiveReader.reads(try RepositoryFiles.fixtureBytes("archives/\(name)").prefix(263))
        )
    }

    @Test func `traces are not taken for archives`() {
        for text in ["", "{", "[{\"traceID\":\"1\"}]", "PK", "BZ"] {
            #expect(!ArchiveReader.reads(Array(text.utf8)))
        }
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `a damaged archive ends with an error or in what can be read`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let names = ["two.tar", "two.zip", "two.tar.xz", "two.tar.bz2", "one.json.xz"]
        var bytes = try RepositoryFiles.fixtureBytes(
            "archives/\(names.randomElement(using: &generator) ?? "")"
        )
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            bytes[place] = UInt8.random(in: 0...255, using: &generator)
        }
        var rest = bytes[...]
        let reader = try ArchiveReader {
            defer { rest = rest.dropFirst(100) }
            return rest.isEmpty ? nil : Array(rest.prefix(100))
        }
        var total = 0
        do {
            while try reader.nextMember() != nil {
                while let piece = try reader.read(), total < 1 << 24 { total += piece.count }
            }
        } catch is ArchiveError {
        }
        #expect(total < 1 << 24, "seed \(seed)")
    }
}
