/// How the memory that a backend is given is divided.
///
/// The whole process takes more: what connections take, and what the allocator does not give back at once.
package struct MemoryPlan: Sendable, Equatable {
    /// All of it, bytes.
    package let total: Int

    package init(total: Int) {
        self.total = total
    }

    /// What the program takes before it does anything, and what is decoded, encoded or free and not given back at a moment.
    private static let program = 40_000_000

    /// What there is to divide.
    private var free: Int { max(total - Self.program, total / 4) }

    /// Spans, their indexes and the lists of names.
    package var store: Int { free / 16 * 11 }
    /// Traces that are kept when somebody asks for it.
    package var archive: Int { free / 16 }
    /// Answers under way.
    package var answers: Int { free / 8 }
    /// Bodies that are being received.
    package var bodies: Int { free / 8 }
    /// The largest request that is taken, as sent and decompressed.
    package var request: Int { min(20 << 20, free / 8) }
    /// Connections, beside all of the above: where many are open, the process takes more than its memory.
    package var connections: Int { total / 8 * 3 }
    /// Spans that wait to be stored, where nothing else is asked for.
    package var queue: Int { min(128_000_000, free / 4) }
}
