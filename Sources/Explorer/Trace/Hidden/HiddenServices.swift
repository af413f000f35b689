/// Services whose spans the tree leaves out, in the order in which they were hidden.
package struct HiddenServices: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package let service: String
        /// What is below its spans is left out too; else it moves up to the nearest span above that is shown.
        package let hasSubtrees: Bool
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }

    mutating func hide(_ service: String, withSubtrees hasSubtrees: Bool) {
        show(service)
        entries.append(Entry(service: service, hasSubtrees: hasSubtrees))
    }

    mutating func show(_ service: String) { entries.removeAll { $0.service == service } }

    /// Shows the service again that was hidden last.
    ///
    /// - Returns: Its name; nil if none is hidden.
    mutating func showLast() -> String? { entries.popLast()?.service }
}
