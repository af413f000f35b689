import TraceModel

/// Entries of arrays and maps that are still being read, one run an open container.
struct NestedValues {
    private(set) var entries: [StoredAttribute] = []
    private(set) var starts: [Int] = []

    mutating func begin() { starts.append(entries.count) }

    mutating func add(key: StringIndex, _ value: StoredValue) {
        entries.append(StoredAttribute(key: key, value: value))
    }

    /// Ends the innermost container as an array.
    mutating func endArray(in builder: inout TraceBuilder) -> StoredValue {
        let start = starts.popLast() ?? 0
        defer { entries.removeLast(entries.count - start) }
        return builder.array(of: entries[start...].lazy.map(\.value))
    }

    /// Ends the innermost container as a map.
    mutating func endMap(in builder: inout TraceBuilder) -> StoredValue {
        let start = starts.popLast() ?? 0
        defer { entries.removeLast(entries.count - start) }
        return builder.map(of: entries[start...])
    }
}
