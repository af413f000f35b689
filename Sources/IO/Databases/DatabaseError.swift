import CSQLite

/// Why SQLite did not do what it was asked.
package struct DatabaseError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What can be done about it.
    package enum Kind: Sendable, Equatable {
        /// The disk, or the file's allowed size, is full: worth another try later.
        case full
        /// Another connection holds it for longer than one waits.
        case busy
        /// The file is no database, or a damaged one.
        case damaged
        case other
    }

    package var kind: Kind
    /// SQLite's extended result code (https://www.sqlite.org/rescode.html).
    package var code: Int32
    /// SQLite's words, such as `database disk image is malformed`.
    package var message: String
    /// The statement that failed, without what was bound to it; empty for opening.
    package var statement: String

    package var description: String {
        statement.isEmpty ? message : "\(message) (in “\(statement)”)"
    }

    init(code: Int32, message: String, statement: String) {
        self.code = code
        self.message = message
        self.statement = statement
        kind =
            switch code & 0xFF {
            case SQLITE_FULL: .full
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged
            default: .other
            }
    }
}
