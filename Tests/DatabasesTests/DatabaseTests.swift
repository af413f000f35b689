import Databases
import Foundation
import TestSupport
import Testing

@Suite struct DatabaseTests {
    private func withDatabase(_ body: (Database) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer {
            for ending in ["", "-journal"] {
                try? FileManager.default.removeItem(atPath: path + ending)
            }
        }
        try body(Database(path: path, access: .writing))
    }

    @Test func `values come back as they were bound`() throws {
        try withDatabase { database in
            try database.run("CREATE TABLE kept (number INTEGER, words TEXT NOT NULL, bytes BLOB)")
            let insert = try database.prepare("INSERT INTO kept VALUES (?, ?, ?)")
            let words = ["", "naïve\u{0}日本", String(repeating: "x", count: 100_000)]
            for (index, text) in words.enumerated() {
                try insert.run(.integer(index), .text(text), .bytes(Array(text.utf8)))
            }
            try insert.run(.clamped(.max), .text("last"), .bytes([]))
            let select = try database.prepare("SELECT * FROM kept ORDER BY number")
            for (index, text) in words.enumerated() {
                #expect(try select.step())
                #expect(select.integer(0) == Int64(index))
                #expect(select.text(1) == text)
                #expect(select.bytes(2) == Array(text.utf8))
            }
            #expect(try select.step())
            #expect(select.integer(0) == .max)
            #expect(select.bytes(2).isEmpty)
            #expect(try !select.step())
        }
    }

    @Test func `a transaction that fails leaves nothing`() throws {
        try withDatabase { database in
            try database.run("CREATE TABLE kept (number INTEGER PRIMARY KEY)")
            let error = #expect(throws: DatabaseError.self) {
                try database.transaction { () throws(DatabaseError) in
                    try database.run("INSERT INTO kept VALUES (1)")
                    try database.run("INSERT INTO kept VALUES (1)")
                }
            }
            #expect(error?.kind == .other)
            #expect(error?.statement == "INSERT INTO kept VALUES (1)")
            let count = try database.prepare("SELECT count(*) FROM kept")
            #expect(try count.step())
            #expect(count.integer(0) == 0)
            try database.transaction { () throws(DatabaseError) in
                try database.run("INSERT INTO kept VALUES (1)")
            }
        }
    }

    @Test func `a full database says so, and takes more when there is room again`() throws {
        try withDatabase { database in
            try database.run("CREATE TABLE kept (bytes BLOB); PRAGMA max_page_count = 10")
            let insert = try database.prepare("INSERT INTO kept VALUES (?)")
            let bytes = [UInt8](repeating: 7, count: 100_000)
            let error = #expect(throws: DatabaseError.self) {
                try database.transaction { () throws(DatabaseError) in
                    try insert.run(.bytes(bytes))
                }
            }
            #expect(error?.kind == .full)
            try database.run("PRAGMA max_page_count = 1000")
            try database.transaction { () throws(DatabaseError) in try insert.run(.bytes(bytes)) }
        }
    }

    @Test func `what is no database is called damaged`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: path) }
        try Data(repeating: 0x41, count: 5000).write(to: path)
        let error = #expect(throws: DatabaseError.self) {
            try Database(path: path.path, access: .writing).run("CREATE TABLE kept (number)")
        }
        #expect(error?.kind == .damaged)
    }

    @Test func `a reader does not make a database`() throws {
        let error = #expect(throws: DatabaseError.self) {
            try Database(path: "/nowhere/at/all.db", access: .reading)
        }
        #expect(error?.message.contains("unable to open") == true)
    }
}
