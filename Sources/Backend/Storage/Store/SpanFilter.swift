import TraceModel

/// Tells of most span ids that a trace does not have them, without a look at its spans: 64 bits, two of them for an id.
///
/// Of use for some dozens of ids; what it does not rule out is to be looked for among the spans.
struct SpanFilter: BitwiseCopyable, Sendable {
    private var bits: UInt64 = 0

    /// One that rules nothing out.
    static var all: SpanFilter {
        var filter = SpanFilter()
        filter.bits = .max
        return filter
    }

    /// Enters an id; false if it certainly was not entered before.
    @inline(__always)
    mutating func insert(_ spanID: UInt64, seed: UInt64) -> Bool {
        let hash = (spanID ^ seed) &* 0x9E37_79B9_7F4A_7C15
        let wanted: UInt64 = 1 << (hash >> 58) | 1 << (hash >> 52 & 63)
        defer { bits |= wanted }
        return bits & wanted == wanted
    }
}
