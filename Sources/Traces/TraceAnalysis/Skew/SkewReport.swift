package import TraceModel

/// Which clocks of a trace go wrong, by what its spans' warnings say: those of a server that corrected its answer, of one that
/// would not, and ours.
///
/// - SeeAlso: Jaeger `internal/adjuster/clockskew.go`, whose words are read.
package struct SkewReport: Sendable {
    /// A clock: that of one service on one host.
    package struct Clock: Sendable, Equatable {
        package var service: String
        /// The host's name, else its id or address; empty if unknown.
        package var host: String
        /// What was added to its spans, or would be, nanoseconds: the median of its spans, by which the clock is behind.
        package var delta: Nanoseconds
        /// Whether the spans are shown at corrected times.
        package var isCorrected: Bool
        /// Spans that go by it, by number.
        package var spans: [Int32]
    }

    /// The clocks furthest off come first.
    package let clocks: [Clock]
    private let trace: Trace
    /// What the times as recorded show by themselves, by span; empty where only warnings are read.
    private let recorded: [Nanoseconds]

    /// What is known of one span's clock.
    package struct SpanSkew: Sendable, Equatable {
        /// What was added to its times, or would be, nanoseconds.
        package var delta: Nanoseconds
        package var isCorrected: Bool
    }

    /// `isRaw` says that times are as recorded: then they are looked at for what a correction would have to move.
    ///
    /// - Complexity: O(spans).
    package init(_ trace: Trace, isRaw: Bool = false) {
        self.trace = trace
        recorded = isRaw ? ClockCorrectedTraces.deltas(trace) : []
        var groups = ClockGroups(trace.columns)
        var warnings = SkewWarnings(trace.columns)
        let rows = trace.rows
        let resources = trace.columns.resourceIndexes
        for index in rows.indices {
            let skew = Self.skew(of: index, in: trace, recorded) { warnings.skew(of: $0) }
            guard let skew else { continue }
            groups.add(Int32(index), ofResource: resources[rows[index]], skew)
        }
        clocks = groups.clocks(of: trace.columns).sorted {
            $0.delta.magnitude > $1.delta.magnitude
        }
    }

    package var isEmpty: Bool { clocks.isEmpty }

    /// What is known of the clock of a span; nil if nothing is wrong with it.
    package subscript(span: Int) -> SpanSkew? {
        guard !clocks.isEmpty else { return nil }
        return Self.skew(of: span, in: trace, recorded) { [strings = trace.columns.strings] in
            strings.withBytes(at: $0) { SpanSkew(warning: $0) }
        }
    }

    /// What the last warning says that speaks of a clock.
    private static func skew(
        of span: Int,
        in trace: Trace,
        _ recorded: [Nanoseconds],
        read: (StringIndex) -> SpanSkew?
    ) -> SpanSkew? {
        if !recorded.isEmpty {
            let delta = recorded[span]
            return delta == 0 ? nil : SpanSkew(delta: delta, isCorrected: false)
        }
        return trace.columns.last(warningOfRow: trace.row(at: span), read)
    }
}

extension SkewReport.SpanSkew {
    /// Reads a warning of Jaeger's clock skew adjuster, or ours.
    init?(warning: UnsafeBufferPointer<UInt8>) {
        for (words, isCorrected) in [
            ("timestamps were adjusted by ", true), ("not applying calculated delta of ", false),
        ] as [(StaticString, Bool)] {
            guard let end = warning.endOfFirst(words),
                let delta = GoDurationString.duration(
                    UnsafeBufferPointer(rebasing: warning[end...])
                )
            else { continue }
            guard delta != 0 else { return nil }
            self.init(delta: delta, isCorrected: isCorrected)
            return
        }
        return nil
    }
}

/// Gathers spans by the clocks that they go by.
private struct ClockGroups {
    private struct Key: Hashable {
        var service: StringIndex
        var host: String
        var isCorrected: Bool
    }

    private struct Group {
        var key: Key
        var spans: [Int32] = []
        var deltas: [Nanoseconds] = []
    }

    private let columns: SpanColumns
    private var groups: [Group] = []
    private var numbers: [Key: Int] = [:]
    /// The group of each resource's spans, corrected ones and others; −1 where none is known yet.
    private var ofResource: [Int]

    init(_ columns: SpanColumns) {
        self.columns = columns
        ofResource = Array(repeating: -1, count: columns.resources.count * 2)
    }

    mutating func add(_ span: Int32, ofResource resource: UInt32, _ skew: SkewReport.SpanSkew) {
        let place = Int(resource) * 2 + (skew.isCorrected ? 1 : 0)
        if ofResource[place] < 0 {
            ofResource[place] = number(ofResource: resource, isCorrected: skew.isCorrected)
        }
        groups[ofResource[place]].spans.append(span)
        groups[ofResource[place]].deltas.append(skew.delta)
    }

    /// Several resources may be of one service on one host.
    private mutating func number(ofResource resource: UInt32, isCorrected: Bool) -> Int {
        let key = Key(
            service: columns.resources[Int(resource)].serviceName,
            host: columns.resource(at: Int(resource)).hostName ?? "",
            isCorrected: isCorrected
        )
        if let known = numbers[key] { return known }
        groups.append(Group(key: key))
        numbers[key] = groups.count - 1
        return groups.count - 1
    }

    consuming func clocks(of columns: SpanColumns) -> [SkewReport.Clock] {
        groups.map { group in
            var deltas = group.deltas
            return SkewReport.Clock(
                service: columns.strings[group.key.service],
                host: group.key.host,
                delta: deltas.rank(deltas.count / 2),
                isCorrected: group.key.isCorrected,
                spans: group.spans
            )
        }
    }
}
