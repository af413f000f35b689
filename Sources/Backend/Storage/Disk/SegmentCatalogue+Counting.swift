package import StorageFiles
import TraceModel

extension SegmentCatalogue {
    /// More operations are counted as left out: a sender that puts ids into names must not fill the manifest.
    private static let mostEntries = 10_000

    /// Counts the spans of each operation, and the calls between services in the part of each trace that the segment holds.
    ///
    /// - Complexity: O(spans).
    package init(of segment: Segment) {
        let names = (0..<segment.operationCount).map { segment.operation(at: $0) }
        var counts = [(spans: Int, errors: Int)](repeating: (0, 0), count: names.count)
        var calls = CallCount()
        for place in 0..<segment.traceCount {
            let rows = segment.rows(ofTraceAt: place)
            guard !rows.isEmpty else { continue }
            var cursor = RowCursor(segment, at: rows.lowerBound)
            calls.beginTrace()
            while cursor.row < rows.upperBound {
                let row = cursor.read(base: segment.traceBases[place])
                guard row.operation < names.count else { continue }
                counts[row.operation].spans += 1
                counts[row.operation].errors += row.template.outcome.isError ? 1 : 0
                calls.add(
                    id: segment.spanIDs[row.row],
                    parent: segment.parentID(ofRow: row.row, firstOfTrace: rows.lowerBound),
                    service: names[row.operation].service
                )
            }
            calls.endTrace()
        }
        let used = names.indices.filter { counts[$0].spans > 0 }
        self.init(
            entries: used.prefix(Self.mostEntries).map { index in
                Entry(
                    service: names[index].service,
                    operation: names[index].operation.name,
                    kind: names[index].operation.kind ?? .unspecified,
                    spans: counts[index].spans,
                    errors: counts[index].errors
                )
            },
            calls: calls.links,
            omittedOperations: max(0, used.count - Self.mostEntries)
        )
    }
}

/// Calls from service to service, trace by trace.
private struct CallCount {
    private struct Pair: Hashable {
        var parent: String
        var child: String
    }

    private var counts: [Pair: Int] = [:]
    private var services: [UInt64: String] = [:]
    private var children: [(parent: UInt64, service: String)] = []

    mutating func beginTrace() {
        services.removeAll(keepingCapacity: true)
        children.removeAll(keepingCapacity: true)
    }

    mutating func add(id: UInt64, parent: UInt64, service: String) {
        services[id] = service
        if parent != 0 { children.append((parent, service)) }
    }

    mutating func endTrace() {
        for child in children {
            guard let parent = services[child.parent] else { continue }
            counts[Pair(parent: parent, child: child.service), default: 0] += 1
        }
    }

    /// Sorted by the names of both sides.
    var links: [DependencyLink] {
        counts.map { DependencyLink(parent: $0.parent, child: $0.child, callCount: $1) }
            .sorted { ($0.parent, $0.child) < ($1.parent, $1.child) }
    }
}
