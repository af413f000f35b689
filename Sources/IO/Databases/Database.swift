import CSQLite

/// A connection to an SQLite database.
// Sendable, for SQLite serializes the calls of a connection that is opened with SQLITE_OPEN_FULLMUTEX
// (https://www.sqlite.org/threadsafe.html). Who runs a transaction from several threads takes turns by a lock of its own.
package final class Database: @unchecked Sendable {
    package enum Access: Sendable {
        case reading
        /// Reading and writing; a file that is not there is made.
        case writing
    }

    private let connection: OpaquePointer
    package let path: String

    /// Opens the file at `path`.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - access: What will be done with it.
    ///   - patience: How long to wait for another connection that holds what is needed, in milliseconds.
    /// - Throws: ``DatabaseError``.
    package init(
        path: String,
        access: Access,
        patience: Int = 5000
    ) throws(DatabaseError) {
        self.path = path
        let mode =
            switch access {
            case .reading: SQLITE_OPEN_READONLY
            case .writing: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, mode | SQLITE_OPEN_FULLMUTEX, nil)
        guard code == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw DatabaseError(code: code, message: message, statement: "")
        }
        connection = opened
        sqlite3_extended_result_codes(connection, 1)
        sqlite3_busy_timeout(connection, Int32(clamping: patience))
    }

    deinit {
        // Statements that are still alive keep the connection until they go.
        sqlite3_close_v2(connection)
    }

    /// Runs statements, separated by semicolons, whose rows nobody wants.
    package func run(_ statements: String) throws(DatabaseError) {
        let code = sqlite3_exec(connection, statements, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code, statements) }
    }

    /// Compiles one statement.
    package func prepare(_ statement: String) throws(DatabaseError) -> Statement {
        var compiled: OpaquePointer?
        let code = sqlite3_prepare_v2(connection, statement, -1, &compiled, nil)
        guard code == SQLITE_OK, let compiled else { throw failure(code, statement) }
        return Statement(compiled, text: statement, database: self)
    }

    /// Runs `body` as one transaction: all of it is kept, or, when it throws, nothing.
    package func transaction<Value>(
        _ body: () throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value {
        try run("BEGIN IMMEDIATE")
        do throws(DatabaseError) {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            // SQLite has undone some failures already, such as a full disk; then this fails, and nothing is left to undo.
            sqlite3_exec(connection, "ROLLBACK", nil, nil, nil)
            throw error
        }
    }

    func failure(_ code: Int32, _ statement: String) -> DatabaseError {
        DatabaseError(
            code: code,
            message: String(cString: sqlite3_errmsg(connection)),
            statement: statement
        )
    }
}
