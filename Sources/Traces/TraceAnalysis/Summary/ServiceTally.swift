import TraceModel

/// Counts spans and errors per service.
struct ServiceTally {
    private struct Count {
        var spans = 0
        var errors = 0
    }

    private var counts: [StringIndex: Int] = [:]
    private var tallies: [(service: StringIndex, count: Count)] = []
    private var last: (service: StringIndex, place: Int)?

    /// Counts a span of a service.
    mutating func add(_ service: StringIndex, isError: Bool) {
        let place: Int
        if let last, last.service == service {
            place = last.place
        } else if let known = counts[service] {
            place = known
        } else {
            place = tallies.count
            counts[service] = place
            tallies.append((service, Count()))
        }
        last = (service, place)
        tallies[place].count.spans += 1
        if isError { tallies[place].count.errors += 1 }
    }

    /// Sorted by name, byte by byte as Jaeger sorts them.
    func shares(_ strings: StringTable) -> [ServiceShare] {
        tallies.map { tally in
            ServiceShare(
                name: strings[tally.service],
                spanCount: tally.count.spans,
                errorCount: tally.count.errors
            )
        }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}
