import Databases
import TraceModel

extension Manifest {
    /// Why a segment is gone.
    enum Reason: Int64, Sendable {
        case retention = 1
        case damage = 2
    }

    /// How many segments that are gone are remembered.
    private static let mostDeleted = 10_000

    /// All segments, oldest first.
    func segments() throws(FolderError) -> [KeptSegment.Row] {
        try read { (database) throws(DatabaseError) in
            let statement = try database.prepare(
                """
                SELECT number, sealed_through, made_at, spans, traces, earliest, latest, bytes, checksum,
                    omitted_operations
                FROM segment ORDER BY number
                """
            )
            var rows: [KeptSegment.Row] = []
            while try statement.step() { rows.append(KeptSegment.Row(statement)) }
            return rows
        }
    }

    /// Through which sequence the log's records stand in segments.
    func sealedThrough() throws(FolderError) -> UInt64 {
        try read { (database) throws(DatabaseError) in
            let statement = try database.prepare("SELECT sealed_through FROM log")
            return try statement.step() ? UInt64(clamping: statement.integer(0)) : 0
        }
    }

    /// Both as they were at one moment, while another process may write.
    func snapshot() throws(FolderError) -> (rows: [KeptSegment.Row], sealedThrough: UInt64) {
        try read { (database) throws(DatabaseError) in try database.run("BEGIN") }
        defer { _ = try? read { (database) throws(DatabaseError) in try database.run("COMMIT") } }
        return (try segments(), try sealedThrough())
    }

    /// The number that no segment has had.
    func nextNumber() throws(FolderError) -> Int {
        try read { (database) throws(DatabaseError) in
            let statement = try database.prepare(
                """
                SELECT max(
                    (SELECT coalesce(max(number), 0) FROM segment),
                    (SELECT coalesce(max(number), 0) FROM deleted_segment)
                )
                """
            )
            return try statement.step() ? Int(statement.integer(0)) + 1 : 1
        }
    }

    /// Adds segments with their catalogues, and seals the log through `sealedThrough`: all of it, or nothing.
    func add(
        _ segments: [(row: KeptSegment.Row, catalogue: SegmentCatalogue)],
        sealedThrough: UInt64
    ) throws(FolderError) {
        try change { (database) throws(DatabaseError) in
            let insert = try database.prepare(
                "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            )
            let catalogue = try CatalogueWriter(database)
            for (row, entries) in segments {
                try insert.run(
                    .integer(row.number),
                    .clamped(row.sealedThrough),
                    .clamped(row.madeAt.nanoseconds),
                    .integer(row.facts.spans),
                    .integer(row.facts.traces),
                    .clamped(row.facts.earliest.nanoseconds),
                    .clamped(row.facts.latest.nanoseconds),
                    .integer(row.byteCount),
                    .integer(Int(row.checksum)),
                    .integer(row.omittedOperations)
                )
                try catalogue.add(entries, of: row.number)
            }
            try database.prepare("UPDATE log SET sealed_through = max(sealed_through, ?)")
                .run(.clamped(sealedThrough))
        }
    }

    /// Forgets segments, and the names that only they had.
    func remove(_ numbers: [Int], _ reason: Reason) throws(FolderError) {
        guard !numbers.isEmpty else { return }
        try change { (database) throws(DatabaseError) in
            let note = try database.prepare(
                """
                INSERT OR REPLACE INTO deleted_segment
                SELECT number, ?, spans, earliest, latest FROM segment WHERE number = ?
                """
            )
            let tables = [
                ("segment", "number"), ("segment_operation", "segment"),
                ("segment_call", "segment"),
            ]
            for number in numbers {
                try note.run(.integer(reason.rawValue), .integer(number))
                for (table, column) in tables {
                    try database.prepare("DELETE FROM \(table) WHERE \(column) = ?")
                        .run(.integer(number))
                }
            }
            try database.run(
                """
                DELETE FROM operation WHERE id NOT IN (SELECT operation FROM segment_operation);
                DELETE FROM service WHERE id NOT IN (SELECT service FROM operation)
                    AND id NOT IN (SELECT parent FROM segment_call)
                    AND id NOT IN (SELECT child FROM segment_call);
                """
            )
            try database.prepare(
                "DELETE FROM deleted_segment WHERE number <= (SELECT max(number) FROM deleted_segment) - ?"
            )
            .run(.integer(Self.mostDeleted))
        }
    }

    /// Whether segments are gone that had spans of this time: traces of then may lack some.
    func hasDeleted(from start: Timestamp, to end: Timestamp) throws(FolderError) -> Bool {
        try read { (database) throws(DatabaseError) in
            let statement = try database.prepare(
                "SELECT 1 FROM deleted_segment WHERE earliest <= ? AND latest >= ? LIMIT 1"
            )
            try statement.bind(.clamped(end.nanoseconds), .clamped(start.nanoseconds))
            return try statement.step()
        }
    }
}

extension KeptSegment.Row {
    /// Reads a row of all columns.
    fileprivate init(_ statement: Statement) {
        let time = { Timestamp(nanoseconds: UInt64(clamping: statement.integer($0))) }
        number = Int(statement.integer(0))
        sealedThrough = UInt64(clamping: statement.integer(1))
        madeAt = time(2)
        facts = SegmentFacts(
            spans: Int(statement.integer(3)),
            traces: Int(statement.integer(4)),
            earliest: time(5),
            latest: time(6)
        )
        byteCount = Int(statement.integer(7))
        checksum = UInt32(truncatingIfNeeded: statement.integer(8))
        omittedOperations = Int(statement.integer(9))
    }
}
