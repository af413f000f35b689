/// Events of all spans, in the order of their spans.
package struct EventColumns: Sendable {
    package private(set) var times: [UInt64] = []
    package private(set) var names: [StringIndex] = []
    package private(set) var attributes: [AttributeRange] = []
    package private(set) var dropped: [UInt32] = []

    package var count: Int { times.count }
    var byteCount: Int { count * (8 + 4 + 8 + 4) }

    mutating func append(
        time: UInt64,
        name: StringIndex,
        attributes range: AttributeRange,
        droppedAttributes: UInt32
    ) {
        times.append(time)
        names.append(name)
        attributes.append(range)
        dropped.append(droppedAttributes)
    }

    /// Appends the events of `other`, whose texts have the indexes `strings` here and whose attributes come behind
    /// `firstAttribute` others.
    mutating func append(_ other: EventColumns, strings: [StringIndex], firstAttribute: UInt32) {
        times += other.times
        names.append(contentsOf: other.names.lazy.map { strings[Int($0)] })
        attributes.append(
            contentsOf: other.attributes.lazy.map { $0.moved(behind: firstAttribute) }
        )
        dropped += other.dropped
    }

    /// The same events at other times.
    func replacing(times: [UInt64]) -> EventColumns {
        var replaced = self
        replaced.times = times
        return replaced
    }
}
