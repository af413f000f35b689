import TraceModel

/// A query as tests of the rows of one block: first what a look at the tables of the block rules out, then
/// numbers, attributes last.
struct BlockFilter {
    private let block: Block
    private let query: TraceQuery
    /// Of each operation whether service, name and kind are right.
    private let operations: [Bool]
    private let conditions: [ConditionFilter]

    /// Nil when no row of the block can match.
    init?(_ query: TraceQuery, in block: Block) {
        guard block.count > 0, query.start.nanoseconds <= block.startTimes.latest,
            query.end.nanoseconds >= block.startTimes.earliest
        else { return nil }
        guard let operations = Self.operations(of: query, in: block) else { return nil }
        var conditions: [ConditionFilter] = []
        for condition in query.attributes {
            let filter = ConditionFilter(condition, in: block)
            guard filter.isPossible else { return nil }
            conditions.append(filter)
        }
        // Only now what takes a pass over all rows.
        for index in conditions.indices { conditions[index].findRows(in: block) }
        self.block = block
        self.query = query
        self.operations = operations
        self.conditions = conditions
    }

    private static func operations(of query: TraceQuery, in block: Block) -> [Bool]? {
        var hits = [Bool](repeating: true, count: block.operations.count)
        func narrow(_ place: Int, _ word: UInt32) {
            for list in hits.indices where block.operations.word(place, ofList: list) != word {
                hits[list] = false
            }
        }
        if let service = query.service {
            guard let index = block.strings.firstIndex(of: service) else { return nil }
            narrow(ListPlace.Operation.service, index)
        }
        if let name = query.operation {
            guard let index = block.strings.firstIndex(of: name) else { return nil }
            narrow(ListPlace.Operation.name, index)
        }
        if let kind = query.kind { narrow(ListPlace.Operation.kind, UInt32(kind.rawValue)) }
        return hits.contains(true) ? hits : nil
    }

    /// Calls `body` with the trace, as an ordinal, of every row that may match; the same one more than once.
    ///
    /// - Complexity: O(rows), and O(attributes) of those that agree in all but attributes.
    func forEachMatch(from oldest: UInt64, _ body: (UInt64) -> Void) {
        let rows = block.rows
        let (first, last) = (query.start.nanoseconds, query.end.nanoseconds)
        let (least, most) = (query.minDuration, query.maxDuration)
        rows.operations.withValues { operationIndexes in
            rows.starts.withValues { starts in
                for row in 0..<starts.count {
                    guard operations[Int(operationIndexes[row])] else { continue }
                    guard starts[row] >= first, starts[row] <= last else { continue }
                    if least != nil || most != nil {
                        let duration = Timestamp(nanoseconds: rows.ends[row])
                            .since(Timestamp(nanoseconds: starts[row]))
                        if let least, duration < least { continue }
                        if let most, duration > most { continue }
                    }
                    guard satisfiesConditions(row) else { continue }
                    let ordinal = block.ordinal(ofRow: row)
                    if ordinal >= oldest { body(ordinal) }
                }
            }
        }
    }

    @inline(__always)
    private func satisfiesConditions(_ row: Int) -> Bool {
        for index in 0..<conditions.count where !conditions[index].accepts(row, of: block) {
            return false
        }
        return true
    }
}
