import TraceModel

/// How long segments are kept, and how many bytes of them.
package struct Retention: Sendable, Equatable {
    /// From when they were made; nil for any time.
    package var age: Duration?
    /// All of them together; nil for any number.
    package var bytes: Int?

    package init(age: Duration? = nil, bytes: Int? = nil) {
        self.age = age
        self.bytes = bytes
    }

    /// The numbers of the segments that are not kept: the oldest, up to all.
    ///
    /// Age counts from when a segment was made rather than from what its spans say, so that a sender's clock that is wrong deletes
    /// nothing early and keeps nothing for ever.
    func expired(_ rows: [KeptSegment.Row], at now: Timestamp) -> [Int] {
        var held = rows.reduce(0) { $0 + $1.byteCount }
        var count = 0
        for row in rows {
            let isTooOld = age.map { row.madeAt.advanced(by: $0.wholeNanoseconds) <= now } ?? false
            let isTooMuch = bytes.map { held > $0 } ?? false
            guard isTooOld || isTooMuch else { break }
            held -= row.byteCount
            count += 1
        }
        return rows.prefix(count).map(\.number)
    }
}

extension Duration {
    /// The same, up to the 292 years that nanoseconds can count.
    fileprivate var wholeNanoseconds: Nanoseconds {
        let (seconds, part) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product + part / 1_000_000_000
    }
}
