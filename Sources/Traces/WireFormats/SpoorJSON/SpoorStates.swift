import TraceModel

/// What is known of the trace object being read.
struct SpoorTraceState {
    var id: TraceID?
    var firstSpanTraceID: TraceID?
    /// The object has shown that it is a trace.
    var isOpen = false
    var warnings: [StringIndex] = []
}

/// The span being read, or what may still turn out to be a trace.
struct SpoorSpanState {
    var draft = SpanDraft()
    var attributes = SpoorAttributes()
    var service: StringIndex = 0
    var resource = SpoorOrigin()
    var scope = SpoorOrigin()
    var hasTraceID = false
    var hasSpanID = false
    var hasStart = false
    var hasEnd = false
    var duration: Nanoseconds?
    var isOpen = false
    /// The first thing that could not be read.
    var trouble: String?

    mutating func begin() {
        draft.reset()
        attributes.begin()
        service = 0
        resource.begin()
        scope.begin()
        hasTraceID = false
        hasSpanID = false
        hasStart = false
        hasEnd = false
        duration = nil
        isOpen = false
        trouble = nil
    }
}

/// The resource or scope of the span being read.
struct SpoorOrigin {
    var name: StringIndex = 0
    var version: StringIndex = 0
    /// The name of the service was sent, and empty.
    var hasEmptyName = false
    var schemaURL: StringIndex = 0
    var dropped: UInt32 = 0
    var attributes: [StoredAttribute] = []

    mutating func begin() {
        name = 0
        version = 0
        hasEmptyName = false
        schemaURL = 0
        dropped = 0
        attributes.removeAll(keepingCapacity: true)
    }

    var isEmpty: Bool {
        name == 0 && version == 0 && schemaURL == 0 && dropped == 0 && attributes.isEmpty
    }

    /// Everything as numbers, equal for equal origins whose arrays and maps are stored once.
    var identity: [UInt64] {
        var numbers = [UInt64(name), UInt64(version), UInt64(schemaURL), UInt64(dropped)]
        numbers.append(hasEmptyName ? 1 : 0)
        numbers.reserveCapacity(numbers.count + 2 * attributes.count)
        for attribute in attributes { attribute.append(to: &numbers) }
        return numbers
    }
}

/// The attributes of one owner while they are read.
struct SpoorAttributes {
    var list: [StoredAttribute] = []
    /// Types by key, as values of text, arrays and maps.
    var types: [StoredAttribute] = []
    var duplicates: [Duplicate] = []

    /// An attribute whose key came before.
    struct Duplicate {
        var key: StringIndex = 0
        var value = StoredValue.empty
        var type = StoredValue.empty
        /// Where it stood among all attributes; at the end if that is not said.
        var place = Int.max
    }

    mutating func begin() {
        list.removeAll(keepingCapacity: true)
        types.removeAll(keepingCapacity: true)
        duplicates.removeAll(keepingCapacity: true)
    }
}

/// Arrays and maps of resources and scopes, each stored once however many spans repeat it.
struct SpoorLists {
    private var known: [[UInt64]: StoredValue] = [:]
    private var numberCount = 0

    /// Bytes held, roughly.
    var byteCount: Int { known.count * 96 + numberCount * 8 }

    /// The value stored first of those equal to `value`, whose entries are `entries`.
    mutating func first(of value: StoredValue, _ entries: [StoredAttribute]) -> StoredValue {
        var numbers = [UInt64(value.variant.rawValue)]
        for entry in entries { entry.append(to: &numbers) }
        if let first = known[numbers] { return first }
        known[numbers] = value
        numberCount += numbers.count
        return value
    }
}

extension StoredAttribute {
    fileprivate func append(to numbers: inout [UInt64]) {
        numbers.append(UInt64(key) << 8 | UInt64(value.variant.rawValue))
        numbers.append(value.payload)
    }
}
