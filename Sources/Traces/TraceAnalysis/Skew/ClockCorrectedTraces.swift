package import TraceModel

/// Traces with spans moved where the clocks of their hosts differ; each of these has a warning that says by how much.
///
/// Spans of one host keep their distances, and where no host is known, or a consumer works later than its producer,
/// everything stays: see ``ClockCorrection``. What needs no correction is not copied.
package struct ClockCorrectedTraces: Sendable {
    /// In the order given.
    package private(set) var traces: [Trace]
    /// Number of spans moved in each of the traces that have any, by place.
    package private(set) var movedSpans: [Int: Int] = [:]

    /// - Complexity: O(spans) where hosts differ, else O(resources).
    package init(_ recorded: [Trace]) {
        traces = recorded
        var places: [ObjectIdentifier: [Int]] = [:]
        var order: [SpanColumns] = []
        for (place, trace) in recorded.enumerated() {
            let key = ObjectIdentifier(trace.columns)
            if places[key] == nil { order.append(trace.columns) }
            places[key, default: []].append(place)
        }
        for columns in order { correct(places[ObjectIdentifier(columns)] ?? [], columns) }
    }

    /// Corrects the traces at `places`, all of which lie in `columns`.
    private mutating func correct(_ places: [Int], _ columns: SpanColumns) {
        let hosts = HostNumbers(columns)
        guard hosts.count > 1 else { return }
        var edit = SpanTimesEdit(columns)
        for place in places {
            let deltas = Self.deltas(traces[place], hosts)
            let moved = deltas.count { $0 != 0 }
            guard moved > 0 else { continue }
            movedSpans[place] = moved
            for (span, delta) in deltas.enumerated() where delta != 0 {
                edit.move(
                    row: traces[place].row(at: span),
                    by: delta,
                    warning: ClockSkew.appendWarning(of:to:)
                )
            }
        }
        guard !edit.isEmpty else { return }
        let corrected = edit.finish()
        for place in places { traces[place] = traces[place].moved(to: corrected) }
    }

    /// By how much each span of a trace would be moved, nanoseconds; empty where that cannot be told.
    static func deltas(_ trace: Trace) -> [Nanoseconds] {
        let hosts = HostNumbers(trace.columns)
        return hosts.count > 1 ? deltas(trace, hosts) : []
    }

    private static func deltas(_ trace: Trace, _ hosts: HostNumbers) -> [Nanoseconds] {
        guard hosts.differ(in: trace) else { return [] }
        let columns = trace.columns
        let rows = trace.rows
        let ids = SpanIDColumns(columns)
        let (starts, ends) = (columns.starts, columns.ends)
        let (resources, kinds) = (columns.resourceIndexes, columns.kinds)
        let members = rows.indices.lazy.map { index in
            let row = rows[index]
            return ClockCorrection.Member(
                id: ids.own(row),
                parentID: ids.parent(row),
                times: ClockSkew.Times(
                    start: Timestamp(nanoseconds: starts[row]),
                    end: Timestamp(nanoseconds: ends[row])
                ),
                host: hosts[resources[row]],
                kind: kinds[row]
            )
        }
        return ClockCorrection(members, upTo: .max, by: .knownHosts).deltas
    }
}

/// The hosts of resources as numbers, 0 where none is known.
private struct HostNumbers {
    private var numbers: [Int] = []
    /// Number of hosts that are known.
    private(set) var count = 0

    init(_ columns: SpanColumns) {
        var known: [String: Int] = [:]
        for index in columns.resources.indices {
            guard let host = columns.resource(at: index).host else {
                numbers.append(0)
                continue
            }
            let number = known[host] ?? known.count + 1
            known[host] = number
            numbers.append(number)
        }
        count = known.count
    }

    subscript(resource: UInt32) -> Int { numbers[Int(resource)] }

    /// Whether spans of a trace ran on more than one known host.
    func differ(in trace: Trace) -> Bool {
        var first = 0
        let rows = trace.rows
        let resources = trace.columns.resourceIndexes
        for index in rows.indices {
            let host = self[resources[rows[index]]]
            if host == 0 || host == first { continue }
            if first != 0 { return true }
            first = host
        }
        return false
    }
}
