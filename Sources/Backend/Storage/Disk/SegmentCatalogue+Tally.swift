import StorageFiles
import TraceModel

extension SegmentCatalogue {
    /// More operations are counted as left out: a sender that puts ids into names must not fill the manifest.
    private static let mostEntries = 10_000

    /// The operations of a segment with the numbers of their spans, and the calls between services.
    init(of segment: Segment, _ tally: SegmentTally) {
        let used = tally.spans.indices.filter { tally.spans[$0] > 0 }
        self.init(
            entries: used.prefix(Self.mostEntries).map { place in
                let (service, operation) = segment.operation(at: place)
                return Entry(
                    service: service,
                    operation: operation.name,
                    kind: operation.kind ?? .unspecified,
                    spans: Int(tally.spans[place]),
                    errors: Int(tally.errors[place])
                )
            },
            calls: tally.calls.map { call in
                DependencyLink(
                    parent: tally.services[Int(call.caller)],
                    child: tally.services[Int(call.called)],
                    callCount: call.count
                )
            }.sorted { ($0.parent, $0.child) < ($1.parent, $1.child) },
            omittedOperations: max(0, used.count - Self.mostEntries)
        )
    }
}
