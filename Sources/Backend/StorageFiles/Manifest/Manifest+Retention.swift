import Databases

extension Manifest {
    /// Notes how long segments are kept, for those who look into the folder.
    func note(_ retention: Retention) throws(FolderError) {
        try change { (database) throws(DatabaseError) in
            try database.run("DELETE FROM retention")
            try database.prepare("INSERT INTO retention VALUES (?, ?)").run(
                retention.age.map { .integer(Int($0.components.seconds)) } ?? .null,
                retention.bytes.map { .integer($0) } ?? .null
            )
        }
    }

    /// What was noted last, if anything was.
    func retention() throws(FolderError) -> Retention? {
        try read { (database) throws(DatabaseError) in
            let statement = try database.prepare("SELECT age, bytes FROM retention")
            guard try statement.step() else { return nil }
            return Retention(
                age: statement.isNull(0) ? nil : .seconds(statement.integer(0)),
                bytes: statement.isNull(1) ? nil : Int(statement.integer(1))
            )
        }
    }
}
