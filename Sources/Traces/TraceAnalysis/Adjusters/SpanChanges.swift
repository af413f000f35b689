import TraceModel

/// What the spans of a whole trace make necessary in single ones: worked out once, and applied part by part.
struct SpanChanges: Sendable {
    /// What changes in one span.
    private struct Change: Sendable {
        var id: SpanID
        var parentID: SpanID
        /// What to add to its times, nanoseconds.
        var delta: Nanoseconds
        var warnings: [String]
    }

    /// By the number of the span.
    private var changes: [Int: Change] = [:]
    /// Numbers of spans that equal an earlier one.
    private var dropped: Set<Int> = []
    /// Said of the whole trace.
    private var traceWarning: String?

    /// No changes, and a warning of the whole trace.
    init(warning: String) { traceWarning = warning }

    /// Bytes held, roughly.
    var heldBytes: Int {
        changes.count * (MemoryLayout<Change>.stride + 160) + dropped.count * 16
    }

    /// Works out what the whole trace makes necessary; nil if the trace is gone.
    init?(of trace: TraceInParts, maxSkew: Nanoseconds) {
        guard var outline = AdjustableTrace(outlineOf: trace) else { return nil }
        let original = outline.spans.map { ($0.spanID, $0.parentID, $0.start) }
        outline.separateSharedIDs()
        guard let equal = Self.equalSpans(of: trace, outline) else { return nil }
        dropped = equal
        outline.spans.removeAll { equal.contains(Int($0.flags)) }
        outline.correctClocks(upTo: maxSkew)
        for span in outline.spans {
            let number = Int(span.flags)
            let (id, parentID, start) = original[number]
            let delta = Timestamp(nanoseconds: span.start).since(Timestamp(nanoseconds: start))
            let isSame =
                span.spanID == id && span.parentID == parentID && delta == 0
                && span.warnings.isEmpty
            if isSame { continue }
            changes[number] = Change(
                id: span.spanID,
                parentID: span.parentID,
                delta: delta,
                warnings: span.warnings.map { outline.builder.strings.text(at: $0) }
            )
        }
    }

    /// A part with its changes, and adjusted in all that one span says alone; `start` is the number of its first span.
    func apply(to part: TraceInParts.Part, from start: Int) -> TraceInParts.Part {
        var trace = AdjustableTrace(part.trace)
        for place in trace.spans.indices {
            guard let change = changes[start + place] else { continue }
            trace.spans[place].spanID = change.id
            trace.spans[place].parentID = change.parentID
            if change.delta != 0 { trace.move(place, by: change.delta) }
            for warning in change.warnings { trace.warn(place, warning) }
        }
        trace.sortAttributes()
        if !dropped.isEmpty {
            let kept = trace.spans.indices.filter { !dropped.contains(start + $0) }
            trace.spans = kept.map { trace.spans[$0] }
        }
        trace.normaliseAddresses()
        trace.moveLibraryAttributes()
        trace.dropEmptyLinks()
        if let traceWarning {
            let warning = trace.builder.strings.intern(traceWarning)
            trace.builder.addWarnings([warning], toTrace: part.trace.id)
        }
        guard !trace.spans.isEmpty, let adjusted = trace.finish() else {
            return TraceInParts.Part(trace: part.trace.withoutSpans, end: part.end)
        }
        return TraceInParts.Part(trace: adjusted, end: part.end)
    }

    /// Numbers of spans that equal an earlier one; nil if the trace is gone.
    ///
    /// Only spans of one id can be equal, and most ids have one span. So those of repeated ids are read once more, a few at a
    /// time, all of one id together as far as there are not too many.
    private static func equalSpans(
        of trace: TraceInParts,
        _ outline: borrowing AdjustableTrace
    ) -> Set<Int>? {
        var ids = SpanIDTable(capacity: outline.spans.count)
        var groups: [SpanID: [Int]] = [:]
        for (index, span) in outline.spans.enumerated() {
            guard let first = ids.insert(Int32(index), for: span.spanID) else { continue }
            groups[span.spanID, default: [Int(first)]].append(index)
        }
        var equal: Set<Int> = []
        var numbers: [Int] = []
        for group in groups.values {
            for number in group {
                numbers.append(number)
                guard numbers.count >= mostCompared else { continue }
                guard compare(&numbers, of: trace, &equal) else { return nil }
            }
            // A group is kept together while there is room for it.
            guard numbers.count >= mostCompared / 2 else { continue }
            guard compare(&numbers, of: trace, &equal) else { return nil }
        }
        guard compare(&numbers, of: trace, &equal) else { return nil }
        return equal
    }

    private static func compare(
        _ numbers: inout [Int],
        of trace: TraceInParts,
        _ equal: inout Set<Int>
    ) -> Bool {
        guard !numbers.isEmpty else { return true }
        numbers.sort()
        guard let spans = trace.spans(numbers) else { return false }
        var some = AdjustableTrace(spans)
        some.sortAttributes()
        for place in some.equalSpans() { equal.insert(numbers[place]) }
        numbers.removeAll(keepingCapacity: true)
        return true
    }

    /// How many spans are compared at once.
    private static let mostCompared = 1024
}

extension AdjustableTrace {
    /// The spans of a trace with nothing but ids, kinds, times and hosts; nil if the trace is gone.
    ///
    /// Each has its number as its flags.
    init?(outlineOf trace: TraceInParts) {
        self.init()
        spans.reserveCapacity(trace.spanCount)
        var places: [String: UInt32] = [:]
        var start = 0
        while start < trace.spanCount {
            guard let part = trace.part(from: start), part.end > start else { return nil }
            var known: [Int: UInt32] = [:]
            for index in 0..<part.trace.count {
                let span = part.trace[index]
                var draft = SpanDraft()
                draft.traceID = span.traceID
                draft.spanID = span.id
                draft.parentID = span.parentID ?? .zero
                draft.kind = span.kind
                draft.start = span.start.nanoseconds
                draft.end = span.end.nanoseconds
                draft.flags = UInt32(start + index)
                let place = known[span.resource.index] ?? resource(on: span.resource.host, &places)
                known[span.resource.index] = place
                draft.resource = place
                spans.append(draft)
            }
            start = part.end
        }
    }

    private mutating func resource(
        on host: String?,
        _ places: inout [String: UInt32]
    ) -> UInt32 {
        let host = host ?? ""
        if let place = places[host] { return place }
        let place = UInt32(resources.count)
        resources.append(
            ResourceDraft(
                serviceName: nil,
                host: builder.strings.intern(host),
                attributes: [],
                schemaURL: 0,
                droppedAttributes: 0
            )
        )
        places[host] = place
        return place
    }
}
