import Databases
import TraceModel

extension Manifest {
    /// All services of the segments, sorted by their bytes.
    func services() throws(FolderError) -> [String] {
        try read { (database) throws(DatabaseError) in
            let statement = try database.prepare(
                "SELECT name FROM service WHERE id IN (SELECT service FROM operation) ORDER BY name"
            )
            var names: [String] = []
            while try statement.step() { names.append(statement.text(0)) }
            return names
        }
    }

    /// The operations of a service, sorted by name and kind.
    func operations(of service: String) throws(FolderError) -> [Operation] {
        try read { (database) throws(DatabaseError) in
            let statement = try database.prepare(
                """
                SELECT name, kind FROM operation
                WHERE service = (SELECT id FROM service WHERE name = ?) ORDER BY name, kind
                """
            )
            try statement.bind(.text(service))
            var operations: [Operation] = []
            while try statement.step() {
                operations.append(Operation(name: statement.text(0), kind: statement.kind(1)))
            }
            return operations
        }
    }

    /// The calls between services in segments that have spans of this time, most first.
    func calls(from start: Timestamp, to end: Timestamp) throws(FolderError) -> [DependencyLink] {
        try read { (database) throws(DatabaseError) in
            let statement = try database.prepare(
                """
                SELECT parent.name, child.name, sum(calls) AS total
                FROM segment_call
                JOIN segment ON segment.number = segment_call.segment
                JOIN service AS parent ON parent.id = segment_call.parent
                JOIN service AS child ON child.id = segment_call.child
                WHERE earliest <= ? AND latest >= ?
                GROUP BY parent.id, child.id ORDER BY total DESC, parent.name, child.name
                """
            )
            try statement.bind(.clamped(end.nanoseconds), .clamped(start.nanoseconds))
            var links: [DependencyLink] = []
            while try statement.step() {
                links.append(
                    DependencyLink(
                        parent: statement.text(0),
                        child: statement.text(1),
                        callCount: Int(statement.integer(2))
                    )
                )
            }
            return links
        }
    }

    /// The entries of a segment's catalogue, sorted by their names.
    func entries(of segment: Int) throws(FolderError) -> [SegmentCatalogue.Entry] {
        try read { (database) throws(DatabaseError) in
            let statement = try database.prepare(
                """
                SELECT service.name, operation.name, kind, spans, errors, figures
                FROM segment_operation
                JOIN operation ON operation.id = segment_operation.operation
                JOIN service ON service.id = operation.service
                WHERE segment = ? ORDER BY service.name, operation.name, kind
                """
            )
            try statement.bind(.integer(segment))
            var entries: [SegmentCatalogue.Entry] = []
            while try statement.step() {
                entries.append(
                    SegmentCatalogue.Entry(
                        service: statement.text(0),
                        operation: statement.text(1),
                        kind: statement.kind(2),
                        spans: Int(statement.integer(3)),
                        errors: Int(statement.integer(4)),
                        figures: statement.bytes(5)
                    )
                )
            }
            return entries
        }
    }
}

extension Statement {
    fileprivate func kind(_ column: Int) -> SpanKind {
        UInt8(exactly: integer(column)).flatMap(SpanKind.init(rawValue:)) ?? .unspecified
    }
}
