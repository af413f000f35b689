import CSQLite

/// A compiled statement, which can be run again and again with other values.
///
/// Belongs to one thread at a time.
package final class Statement {
    private let compiled: OpaquePointer
    private let text: String
    private let database: Database

    init(_ compiled: OpaquePointer, text: String, database: Database) {
        self.compiled = compiled
        self.text = text
        self.database = database
    }

    deinit { sqlite3_finalize(compiled) }

    /// Starts it anew with `values` for its parameters, in their order.
    package func bind(_ values: DatabaseValue...) throws(DatabaseError) { try bind(all: values) }

    /// Runs it to its end with `values` for its parameters.
    package func run(_ values: DatabaseValue...) throws(DatabaseError) {
        try bind(all: values)
        while try step() {}
    }

    /// Goes to the next row; false when there is none.
    package func step() throws(DatabaseError) -> Bool {
        let code = sqlite3_step(compiled)
        if code == SQLITE_ROW { return true }
        defer { sqlite3_reset(compiled) }
        guard code == SQLITE_DONE else { throw database.failure(code, text) }
        return false
    }

    /// The number in a column of the row; 0 if it is NULL.
    package func integer(_ column: Int) -> Int64 { sqlite3_column_int64(compiled, Int32(column)) }

    /// Whether there is nothing in a column of the row.
    package func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(compiled, Int32(column)) == SQLITE_NULL
    }

    /// The text in a column of the row; empty if it is NULL.
    package func text(_ column: Int) -> String {
        guard let bytes = sqlite3_column_text(compiled, Int32(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(compiled, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// The bytes in a column of the row; none if it is NULL.
    package func bytes(_ column: Int) -> [UInt8] {
        guard let bytes = sqlite3_column_blob(compiled, Int32(column)) else { return [] }
        let count = Int(sqlite3_column_bytes(compiled, Int32(column)))
        return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }

    private func bind(all values: [DatabaseValue]) throws(DatabaseError) {
        sqlite3_reset(compiled)
        for (index, value) in values.enumerated() {
            let code = bind(value, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw database.failure(code, text) }
        }
    }

    private func bind(_ value: DatabaseValue, at place: Int32) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(compiled, place)
        case .integer(let number): sqlite3_bind_int64(compiled, place, number)
        case .text(let text):
            // Its bytes end in a zero, so a text without bytes has an address too; one without an address would be NULL.
            text.withCString {
                spoor_sqlite_bind_text(compiled, place, $0, Int32(clamping: text.utf8.count))
            }
        case .bytes(let bytes):
            bytes.withUnsafeBytes {
                spoor_sqlite_bind_blob(compiled, place, $0.baseAddress, Int32(clamping: $0.count))
            }
        }
    }
}
