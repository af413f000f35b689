/// Finds the calls between services in the part of each trace that a segment holds.
struct SegmentCalls {
    private let segment: Segment
    /// The names of the services, each once.
    let services: [String]
    /// The service of each operation, by its place in `services`.
    private let serviceOfOperation: [Int32]
    /// The same of each template where templates name operations, so that a row is one look; empty where they do not.
    private let serviceOfTemplate: [Int32]
    /// The services of the rows of the trace that is looked at; −1 for what a damaged segment names and does not have.
    private var called: [Int32] = []

    /// Prepares for the traces of a segment.
    ///
    /// - Complexity: O(operations and templates).
    init(_ segment: Segment) {
        self.segment = segment
        var numbers = ServiceNumbers()
        let byOperation = (0..<segment.operationCount).map { place in
            numbers.number(of: segment.operation(at: place).service)
        }
        services = numbers.names
        serviceOfOperation = byOperation
        serviceOfTemplate =
            segment.operationField.kind == .template
            ? (0..<segment.templateCount).map { index in
                let operation = SegmentTemplate(segment.templates, index).operation
                return operation < byOperation.count ? byOperation[operation] : -1
            } : []
    }

    /// Calls `body` with both sides, as places in ``services``, of each call of a trace; of spans with equal ids the newest counts.
    ///
    /// - Complexity: O(its spans).
    mutating func forEachCall(
        ofTraceAt place: Int,
        _ body: (_ caller: Int, _ called: Int) -> Void
    ) {
        let rows = segment.rows(ofTraceAt: place)
        guard !rows.isEmpty else { return }
        readServices(of: rows, base: segment.traceBases[place])
        if rows.count <= TraceCalls.mostCompared {
            compare(rows, body)
        } else {
            lookUp(rows, body)
        }
    }

    private mutating func readServices(of rows: Range<Int>, base: UInt64) {
        called.removeAll(keepingCapacity: true)
        guard serviceOfTemplate.isEmpty else {
            for row in rows {
                let template = Int(segment.rowTemplates[row])
                called.append(
                    template < serviceOfTemplate.count ? serviceOfTemplate[template] : -1
                )
            }
            return
        }
        var cursor = RowCursor(segment, at: rows.lowerBound)
        while cursor.row < rows.upperBound {
            let operation = cursor.read(base: base).operation
            called.append(
                operation < serviceOfOperation.count ? serviceOfOperation[operation] : -1
            )
        }
    }

    /// Parents of a small trace are always named by their place.
    private func compare(_ rows: Range<Int>, _ body: (Int, Int) -> Void) {
        for row in rows {
            let parent = Int(segment.rowParents[row])
            guard parent > 0, parent <= rows.count else { continue }
            let first = rows.lowerBound + parent - 1
            let id = segment.spanIDs[first]
            var newest = rows.upperBound - 1
            while newest > first, segment.spanIDs[newest] != id { newest -= 1 }
            report(newest - rows.lowerBound, row - rows.lowerBound, body)
        }
    }

    private func lookUp(_ rows: Range<Int>, _ body: (Int, Int) -> Void) {
        var newest = [UInt64: Int](minimumCapacity: rows.count)
        for row in rows { newest[segment.spanIDs[row]] = row - rows.lowerBound }
        for row in rows where segment.rowParents[row] != 0 {
            let parent = segment.parentID(ofRow: row, firstOfTrace: rows.lowerBound)
            guard parent != 0, let caller = newest[parent] else { continue }
            report(caller, row - rows.lowerBound, body)
        }
    }

    @inline(__always)
    private func report(_ caller: Int, _ child: Int, _ body: (Int, Int) -> Void) {
        guard called[caller] >= 0, called[child] >= 0 else { return }
        body(Int(called[caller]), Int(called[child]))
    }
}
