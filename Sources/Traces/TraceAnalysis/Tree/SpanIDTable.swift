package import TraceModel

/// A map from span ids to span numbers in a flat array; the first entry of an id stays.
///
/// Open addressing with a hash seeded per process, so that ids from strangers cannot aim at collisions. Ids that are texts
/// are few, and stand in a dictionary.
package struct SpanIDTable: Sendable {
    /// Key and value side by side: in a large trace each look is one at memory far away.
    private struct Slot {
        var key: UInt64 = 0
        /// −1 where the slot is free.
        var value: Int32 = -1
    }

    private var slots: [Slot]
    private var used = 0
    private var texts: [SpanID: Int32] = [:]

    private static let seed = UInt64.random(in: .min ... .max)

    /// An empty table that holds `capacity` ids without growing.
    package init(capacity: Int = 0) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
    }

    /// The number of each distinct span id's first span.
    package init(_ trace: Trace) {
        self.init(capacity: trace.count)
        let rows = trace.rows
        let ids = SpanIDColumns(trace.columns)
        for index in rows.indices { insert(Int32(index), for: ids.own(rows[index])) }
    }

    /// Number of distinct ids.
    package var count: Int { used + texts.count }

    /// The number entered for `id`.
    package subscript(id: SpanID) -> Int32? {
        if id.text != nil { return texts[id] }
        let value = slots[slot(of: id.value)].value
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
        if slots[slot].value >= 0 { return slots[slot].value }
        slots[slot] = Slot(key: id.value, value: value)
        used += 1
        if used * 2 > slots.count { grow() }
        return nil
    }

    /// Changes the value of an id, or enters it.
    mutating func update(_ value: Int32, for id: SpanID) {
        guard insert(value, for: id) != nil else { return }
        if id.text != nil { texts[id] = value } else { slots[slot(of: id.value)].value = value }
    }

    private func slot(of id: UInt64) -> Int {
        let mask = slots.count - 1
        let product = (id ^ Self.seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        var slot = Int(truncatingIfNeeded: product.high ^ product.low) & mask
        while slots[slot].value >= 0 && slots[slot].key != id { slot = (slot &+ 1) & mask }
        return slot
    }

    private mutating func grow() {
        var larger = SpanIDTable(capacity: slots.count)
        for slot in slots where slot.value >= 0 {
            larger.insert(slot.value, for: SpanID(slot.key))
        }
        larger.texts = texts
        self = larger
    }
}
