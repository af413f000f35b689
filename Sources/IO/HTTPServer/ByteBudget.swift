import Synchronization

/// Memory that several users share and together may not exceed.
package final class ByteBudget: Sendable {
    package let limit: Int
    private let taken = Atomic(0)
    private let refusals = Atomic(0)

    /// - Parameter limit: In bytes.
    package init(limit: Int) {
        self.limit = limit
    }

    /// Bytes taken now.
    package var used: Int { taken.load(ordering: .relaxed) }

    /// How often there was no room.
    package var refused: Int { refusals.load(ordering: .relaxed) }

    /// Takes so many bytes; false, and nothing taken, if there is no room for them.
    ///
    /// Who takes them gives them back with ``giveBack(_:)``.
    package func take(_ bytes: Int) -> Bool {
        let total = taken.add(bytes, ordering: .relaxed).newValue
        guard total > limit else { return true }
        taken.subtract(bytes, ordering: .relaxed)
        refusals.add(1, ordering: .relaxed)
        return false
    }

    package func giveBack(_ bytes: Int) { taken.subtract(bytes, ordering: .relaxed) }
}
