import Databases
import Synchronization
import TraceModel

/// What is in the folder: segments, how far the log is sealed, and the catalogue, in one SQLite database.
///
/// A segment counts once its row is committed, together with the sequence through which it seals the log. The database is in WAL
/// mode, so that readers in other processes see one state for as long as they look and never wait for the writer, nor it for
/// them; and `synchronous` is `FULL`, so that what is committed stays.
final class Manifest: Sendable {
    let path: String
    private let database: Database
    /// Whose turn it is to change something: a transaction is of the connection, not of the thread.
    private let turn = Mutex(())

    /// Opens the manifest; a writer makes it if it is not there.
    init(path: String, access: Database.Access) throws(FolderError) {
        self.path = path
        do throws(DatabaseError) {
            database = try Database(path: path, access: access)
            switch access {
            case .reading: break
            case .writing:
                try database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
                if try Self.schemaVersion(database) == 0 {
                    try database.transaction { () throws(DatabaseError) in
                        try database.run(Self.schema)
                    }
                }
            }
        } catch {
            throw .database(path: path, error)
        }
    }

    /// Runs `body` on the database; its errors get the path.
    func read<Value>(
        _ body: (Database) throws(DatabaseError) -> Value
    ) throws(FolderError) -> Value {
        do throws(DatabaseError) {
            return try body(database)
        } catch {
            throw .database(path: path, error)
        }
    }

    /// Runs `body` as one transaction, when no other is under way.
    func change(_ body: (Database) throws(DatabaseError) -> Void) throws(FolderError) {
        do throws(DatabaseError) {
            try turn.withLock { _ throws(DatabaseError) in
                try database.transaction { () throws(DatabaseError) in try body(database) }
            }
        } catch {
            throw .database(path: path, error)
        }
    }

    private static func schemaVersion(_ database: Database) throws(DatabaseError) -> Int64 {
        let statement = try database.prepare("PRAGMA user_version")
        return try statement.step() ? statement.integer(0) : 0
    }
}
