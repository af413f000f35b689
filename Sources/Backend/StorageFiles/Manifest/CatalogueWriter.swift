import Databases
import TraceModel

/// Writes the catalogues of segments, within a transaction.
struct CatalogueWriter {
    private let addService: Statement
    private let findService: Statement
    private let addOperation: Statement
    private let findOperation: Statement
    private let addFigures: Statement
    private let addCalls: Statement

    init(_ database: Database) throws(DatabaseError) {
        addService = try database.prepare("INSERT OR IGNORE INTO service (name) VALUES (?)")
        findService = try database.prepare("SELECT id FROM service WHERE name = ?")
        addOperation = try database.prepare(
            "INSERT OR IGNORE INTO operation (service, name, kind) VALUES (?, ?, ?)"
        )
        findOperation = try database.prepare(
            "SELECT id FROM operation WHERE service = ? AND name = ? AND kind = ?"
        )
        addFigures = try database.prepare("INSERT INTO segment_operation VALUES (?, ?, ?, ?, ?)")
        addCalls = try database.prepare("INSERT INTO segment_call VALUES (?, ?, ?, ?)")
    }

    func add(_ catalogue: SegmentCatalogue, of segment: Int) throws(DatabaseError) {
        for entry in catalogue.entries {
            let service = try id(ofService: entry.service)
            let key = [
                DatabaseValue.integer(service), .text(entry.operation),
                .integer(Int(entry.kind.rawValue)),
            ]
            try addOperation.run(key[0], key[1], key[2])
            try findOperation.bind(key[0], key[1], key[2])
            let operation = try findOperation.step() ? findOperation.integer(0) : 0
            try addFigures.run(
                .integer(segment),
                .integer(operation),
                .integer(entry.spans),
                .integer(entry.errors),
                .bytes(entry.figures)
            )
        }
        for call in catalogue.calls {
            try addCalls.run(
                .integer(segment),
                .integer(try id(ofService: call.parent)),
                .integer(try id(ofService: call.child)),
                .integer(call.callCount)
            )
        }
    }

    private func id(ofService name: String) throws(DatabaseError) -> Int64 {
        try addService.run(.text(name))
        try findService.bind(.text(name))
        return try findService.step() ? findService.integer(0) : 0
    }
}
