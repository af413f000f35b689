import TraceModel

/// The last trace ids that were put in, at least `capacity` and at most twice as many, in bounded memory.
///
/// Two halves: what comes goes into the younger one; when it is full, the older one is forgotten.
struct RecentIDs {
    private let capacity: Int
    private var younger: Set<TraceID> = []
    private var older: Set<TraceID> = []

    init(capacity: Int) { self.capacity = max(capacity, 1) }

    /// Bytes held, roughly, in sets that are three quarters full.
    var heldBytes: Int {
        (younger.capacity + older.capacity) * MemoryLayout<TraceID>.stride * 4 / 3
    }

    func contains(_ id: TraceID) -> Bool { younger.contains(id) || older.contains(id) }

    mutating func insert(_ id: TraceID) {
        if younger.count >= capacity {
            older = younger
            younger = []
        }
        younger.insert(id)
    }
}
