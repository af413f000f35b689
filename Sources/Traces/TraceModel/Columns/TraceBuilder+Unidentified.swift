/// How many spans got an id that nobody sent.
package struct MadeUpIDs: Sendable, Equatable {
    /// Spans of no trace.
    package var traceIDs = 0
    /// Spans without an id of their own.
    package var spanIDs = 0

    package init() {}
}

extension TraceBuilder {
    /// The trace of spans that came without a trace id, or with that of zero.
    package static let unnamedTrace = "no-trace-id"

    /// Gives spans that have no ids such as can be listed and asked for: all that are of no trace make up one, and each span
    /// without an id gets one, numbered in its trace.
    ///
    /// The same input gives the same ids. For those who read traces; a store keeps what was sent.
    ///
    /// - Complexity: O(spans).
    package mutating func nameUnidentified() -> MadeUpIDs {
        var madeUp = MadeUpIDs()
        if let zero = traceIDs.firstIndex(of: .zero) {
            madeUp.traceIDs = spans.traceIndexes.count { $0 == UInt32(zero) }
            rename(trace: zero, to: TraceID(text: Self.unnamedTrace))
        }
        guard spans.spanIDs.contains(0) else { return madeUp }
        let taken = Set(spans.idTexts.values.compactMap { $0.own?.written })
        var numbers: [UInt32: Int] = [:]
        for row in 0..<spans.count where spans.spanIDs[row] == 0 {
            let trace = spans.traceIndexes[row]
            var name: String
            repeat {
                numbers[trace, default: 0] += 1
                name = "no-span-id-\(numbers[trace, default: 0])"
            } while taken.contains(name)
            spans.setSpanID(SpanID(text: name), ofRow: row)
            madeUp.spanIDs += 1
        }
        return madeUp
    }

    /// Gives a trace another id, which may be that of a trace that is there.
    private mutating func rename(trace index: Int, to id: TraceID) {
        let old = traceIDs[index]
        if let warnings = traceWarnings.removeValue(forKey: old) {
            traceWarnings[id, default: []] += warnings
        }
        guard let known = traceIDs.firstIndex(of: id) else {
            traceIDs[index] = id
            forgetIndexes(of: old)
            return
        }
        for row in 0..<spans.count where spans.traceIndexes[row] == UInt32(index) {
            spans.setTrace(UInt32(known), ofRow: row)
        }
    }
}
