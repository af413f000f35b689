import TraceModel

/// Where the spans of large traces stand, those written last, by trace and span id: for telling a span that comes once more.
///
/// A table of fixed size, in buckets of one cache line; in a full bucket the oldest span makes room. So memory is bounded and a
/// span costs one look, but one that comes again after about as many others as there are places is not recognised.
struct RecentSpans: Sendable {
    /// The store's number of a span + 1 in the lower 40 bits, some bits of its hash above; 0 where nothing stands.
    ///
    /// Empty before the first span: many stores have no large trace.
    private var entries: [UInt64] = []
    private let count: Int
    private let seed = UInt64.random(in: .min ... .max)

    private static let bucketSize = 8
    private static let numberMask: UInt64 = (1 << 40) - 1
    private static let mostEntries = 1 << 18

    /// As many places as a store of so many bytes may have spans: a sixty-fourth of the bytes, and 2 MiB at most.
    init(bytes: Int) {
        var count = 1 << 10
        while count < min(bytes / 512, Self.mostEntries) { count *= 2 }
        self.count = count
    }

    /// What tells a span by its trace and its id.
    @inline(__always)
    func hash(ordinal: UInt64, spanID: UInt64) -> UInt64 {
        let product = (spanID ^ seed).multipliedFullWidth(
            by: (ordinal &* 0x9E37_79B9_7F4A_7C15) | 1
        )
        return product.high ^ product.low
    }

    /// Looks at the bucket of a span that is about to be entered, so that memory is waited for once for many of them and not for
    /// each.
    @inline(__always)
    func fetch(_ hash: UInt64) -> UInt64 { entries.isEmpty ? 0 : entries[bucket(of: hash)] }

    @inline(__always)
    private func bucket(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash & Self.numberMask) &* Self.bucketSize & (count - 1)
    }

    /// Enters a span, `number` being the store's number of it + 1, unless it was entered with that number before.
    mutating func enter(hash: UInt64, number: UInt64) {
        _ = isKnown(hash: hash, number: number) { $0 == number }
    }

    /// Enters a span, `number` being the store's number of it + 1, unless it is one that was entered before.
    ///
    /// `isSame` says whether the span is the one with a number, which is probably of the same trace and id.
    ///
    /// - Returns: Whether it was entered before.
    @inline(__always)
    mutating func isKnown(hash: UInt64, number: UInt64, isSame: (UInt64) -> Bool) -> Bool {
        let tag = hash & ~Self.numberMask
        let first = bucket(of: hash)
        if entries.isEmpty { entries = Array(repeating: 0, count: count) }
        return entries.withUnsafeMutableBufferPointer { entries in
            var place = first
            var oldest = UInt64.max
            for candidate in first..<first + Self.bucketSize {
                let entry = entries[candidate]
                let known = entry & Self.numberMask
                if entry != 0, entry & ~Self.numberMask == tag, isSame(known) { return true }
                if known < oldest {
                    oldest = known
                    place = candidate
                }
            }
            entries[place] = tag | number
            return false
        }
    }
}
