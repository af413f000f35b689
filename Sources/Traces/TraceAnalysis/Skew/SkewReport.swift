package import TraceModel

/// Which clocks of a trace go wrong, by what its spans' warnings say: those of a server that corrected its answer, of one that
/// would not, and ours.
///
/// - SeeAlso: Jaeger `internal/adjuster/clockskew.go`, whose words are read.
package struct SkewReport: Sendable, Equatable {
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
    package private(set) var clocks: [Clock] = []
    private var deltas: [Int32: SpanSkew] = [:]

    /// What is known of one span's clock.
    package struct SpanSkew: Sendable, Equatable {
        /// What was added to its times, or would be, nanoseconds.
        package var delta: Nanoseconds
        package var isCorrected: Bool
    }

    /// - Complexity: O(spans).
    package init(_ trace: Trace) {
        var known: [StringIndex: SpanSkew?] = [:]
        var members: [ClockKey: [Int32]] = [:]
        var order: [ClockKey] = []
        for index in 0..<trace.count where trace[index].hasWarnings {
            let span = trace[index]
            for warning in span.warningIndexes {
                let skew: SpanSkew?
                if let found = known[warning] {
                    skew = found
                } else {
                    skew = Self.read(trace.columns.strings[warning])
                    known[warning] = .some(skew)
                }
                guard let skew else { continue }
                deltas[Int32(index)] = skew
            }
            guard let skew = deltas[Int32(index)] else { continue }
            let key = ClockKey(
                service: span.serviceIndex,
                host: span.resource.hostName ?? "",
                isCorrected: skew.isCorrected
            )
            if members[key] == nil { order.append(key) }
            members[key, default: []].append(Int32(index))
        }
        for key in order {
            guard let spans = members[key] else { continue }
            let sorted = spans.compactMap { deltas[$0]?.delta }.sorted()
            clocks.append(
                Clock(
                    service: trace.columns.strings[key.service],
                    host: key.host,
                    delta: sorted[sorted.count / 2],
                    isCorrected: key.isCorrected,
                    spans: spans
                )
            )
        }
        clocks.sort { $0.delta.magnitude > $1.delta.magnitude }
    }

    private struct ClockKey: Hashable {
        var service: StringIndex
        var host: String
        var isCorrected: Bool
    }

    package var isEmpty: Bool { clocks.isEmpty }

    /// What is known of the clock of a span; nil if nothing is wrong with it.
    package subscript(span: Int) -> SpanSkew? { deltas[Int32(span)] }

    /// Reads a warning of Jaeger's clock skew adjuster, or ours.
    private static func read(_ warning: String) -> SpanSkew? {
        for (words, isCorrected) in [
            ("timestamps were adjusted by ", true), ("not applying calculated delta of ", false),
        ] {
            guard let place = warning.firstRange(of: words),
                let delta = GoDurationString.duration(String(warning[place.upperBound...]))
            else { continue }
            return delta == 0 ? nil : SpanSkew(delta: delta, isCorrected: isCorrected)
        }
        return nil
    }
}
