import TraceModel

/// The last trace ids that were put in, at least `capacity` and at most twice as many, in bounded memory.
///
/// Two halves: what comes goes into the younger one; when it is full, the older one is forgotten. Kept of an id are 64 bits of a
/// seeded hash, so that one in 10¹⁴ is taken for another.
struct RecentIDs {
    private let capacity: Int
    private var younger: Set<UInt64> = []
    private var older: Set<UInt64> = []
    private let seed = SeededHash.processSeed

    init(capacity: Int) { self.capacity = max(capacity, 1) }

    /// Bytes held, roughly, in sets that are three quarters full.
    var heldBytes: Int {
        (younger.capacity + older.capacity) * MemoryLayout<UInt64>.stride * 4 / 3
    }

    func contains(_ id: TraceID) -> Bool {
        let hash = hash(of: id)
        return younger.contains(hash) || older.contains(hash)
    }

    mutating func insert(_ id: TraceID) {
        if younger.count >= capacity {
            older = younger
            younger = []
        }
        younger.insert(hash(of: id))
    }

    /// The bytes of ids that are texts are hashes of these.
    private func hash(of id: TraceID) -> UInt64 { SeededHash.hash(id.high, id.low, seed: seed) }
}
