/// How the memory that a backend is given is divided.
///
/// The whole process takes half as much again at most, under load too: the program itself, and what the allocator does not give
/// back at once.
package struct MemoryPlan: Sendable, Equatable {
    /// All of it, bytes.
    package let total: Int

    package init(total: Int) {
        self.total = total
    }

    /// Spans, their indexes and the lists of names.
    package var store: Int { total / 8 * 6 }
    /// Answers under way.
    package var answers: Int { total / 8 }
    /// Bodies that are being received.
    package var bodies: Int { total / 8 }
    /// The largest request that is taken, as sent and decompressed.
    package var request: Int { min(20 << 20, total / 8) }
    /// Spans that wait to be stored, where nothing else is asked for.
    package var queue: Int { min(128_000_000, total / 4) }
}
