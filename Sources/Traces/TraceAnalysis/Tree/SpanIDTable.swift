package import TraceModel

/// A map from span ids to span numbers in two flat arrays; the first entry of an id stays.
///
/// Open addressing with a hash seeded per process, so that ids from strangers cannot aim at collisions. Ids that are texts
/// are few, and stand in a dictionary.
package struct SpanIDTable: Sendable {
    private var keys: [UInt64]
    /// −1 where the slot is free.
    private var values: [Int32]
    private var used = 0
    private var texts: [SpanID: Int32] = [:]

    private static let seed = UInt64.random(in: .min ... .max)

    /// An empty table that holds `capacity` ids without growing.
    package init(capacity: Int = 0) {
        var slots = 16
        while slots < capacity * 2 { slots *= 2 }
        keys = Array(repeating: 0, count: slots)
        values = Array(repeating: -1, count: slots)
    }

    /// The number of each distinct span id's first span.
    package init(_ trace: Trace) {
        self.init(capacity: trace.count)
        for index in 0..<trace.count { insert(Int32(index), for: trace[index].id) }
    }

    /// Number of distinct ids.
    package var count: Int { used + texts.count }

    /// The number entered for `id`.
    package subscript(id: SpanID) -> Int32? {
        if id.text != nil { return texts[id] }
        let value = values[slot(of: id.value)]
        return value < 0 ? nil : value
    }

    /// Enters `value` for `id` and returns nil, or returns the value that stands there already.
    @discardableResult
    package mutating func insert(_ value: Int32, for id: SpanID) -> Int32? {
        if id.text != nil {
            if let known = texts[id] { return known }
            texts[id] = value
            return nil
        }
        let slot = slot(of: id.value)
        if values[slot] >= 0 { return values[slot] }
        keys[slot] = id.value
        values[slot] = value
        used += 1
        if used * 2 > values.count { grow() }
        return nil
    }

    /// Changes the value of an id, or enters it.
    mutating func update(_ value: Int32, for id: SpanID) {
        guard insert(value, for: id) != nil else { return }
        if id.text != nil { texts[id] = value } else { values[slot(of: id.value)] = value }
    }

    private func slot(of id: UInt64) -> Int {
        let mask = values.count - 1
        let product = (id ^ Self.seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        var slot = Int(truncatingIfNeeded: product.high ^ product.low) & mask
        while values[slot] >= 0 && keys[slot] != id { slot = (slot &+ 1) & mask }
        return slot
    }

    private mutating func grow() {
        var larger = SpanIDTable(capacity: values.count)
        for slot in values.indices where values[slot] >= 0 {
            larger.insert(values[slot], for: SpanID(keys[slot]))
        }
        larger.texts = texts
        self = larger
    }
}
