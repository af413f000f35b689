import TraceModel

/// A query as tests of the rows of one block: first what a look at the tables of the block rules out, then
/// numbers, attributes last.
struct BlockFilter {
    private let block: Block
    private let start: UInt64
    private let end: UInt64
    private var durations = DurationTest()
    /// For each operation, whether service, name and kind match.
    private var operations: [Bool]
    private var attributes: [AttributeFilter] = []

    /// Nil when no row of the block can match.
    init?(_ query: TraceQuery, in block: Block) {
        guard block.count > 0, query.start.nanoseconds <= block.startTimes.latest,
            query.end.nanoseconds >= block.startTimes.earliest
        else { return nil }
        self.block = block
        start = query.start.nanoseconds
        end = query.end.nanoseconds
        operations = Array(repeating: true, count: block.operations.count)
        var criteria: [AttributeCriterion] = []
        for condition in query.conditions {
            switch condition {
            case .service(let name):
                guard let index = block.strings.firstIndex(of: name) else { return nil }
                narrow(ListPlace.Operation.service, index)
            case .operation(let name):
                guard let index = block.strings.firstIndex(of: name) else { return nil }
                narrow(ListPlace.Operation.name, index)
            case .kind(let kind): narrow(ListPlace.Operation.kind, UInt32(kind.rawValue))
            case .attribute(let attribute): criteria.append(AttributeCriterion(attribute))
            // Left to the matching of whole spans: most rows have no attribute that is excluded.
            case .without: break
            case .error(let failed): criteria.append(AttributeCriterion(.error(failed)))
            case .minDuration(let duration): durations.least = duration
            case .maxDuration(let duration): durations.most = duration
            }
        }
        guard operations.contains(true) else { return nil }
        for criterion in criteria {
            let filter = AttributeFilter(criterion, in: block)
            guard filter.isPossible else { return nil }
            attributes.append(filter)
        }
        // Last, what needs a pass over all rows.
        for index in attributes.indices { attributes[index].findRows(in: block) }
    }

    /// Keeps only the operations whose word at `place` is `word`.
    private mutating func narrow(_ place: Int, _ word: UInt32) {
        for list in operations.indices where block.operations.word(place, ofList: list) != word {
            operations[list] = false
        }
    }

    /// Calls `body` with the trace, as an ordinal, of every row that may match; the same one more than once.
    ///
    /// - Complexity: O(rows), and O(attributes) of those that agree in all but attributes.
    func forEachMatch(from oldest: UInt64, _ body: (UInt64) -> Void) {
        let rows = block.rows
        let (first, last) = (start, end)
        let isTimed = durations.isAsked
        rows.operations.withValues { operationIndexes in
            rows.starts.withValues { starts in
                for row in 0..<starts.count {
                    guard operations[Int(operationIndexes[row])] else { continue }
                    guard starts[row] >= first, starts[row] <= last else { continue }
                    if isTimed, !durations.accepts(from: starts[row], to: rows.ends[row]) {
                        continue
                    }
                    guard satisfiesAttributes(row) else { continue }
                    let ordinal = block.ordinal(ofRow: row)
                    if ordinal >= oldest { body(ordinal) }
                }
            }
        }
    }

    @inline(__always)
    private func satisfiesAttributes(_ row: Int) -> Bool {
        for index in 0..<attributes.count where !attributes[index].accepts(row, of: block) {
            return false
        }
        return true
    }
}
