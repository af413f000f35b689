package import PlainText
package import TraceModel

/// Where a list is shown, and how.
package struct ListView: Sendable {
    package enum Medium: Sendable, Equatable {
        /// A pane as wide as this.
        case screen(columns: Int)
        /// Lines that are all known; cut to a terminal, or whole.
        case table(columns: Int?)
        /// Lines that come one by one, so that widths are fixed before the first; cut to a terminal, or whole.
        case stream(columns: Int?)
    }

    package var medium: Medium
    package var lettering: Lettering
    package var zone: Zone
    package var now: Timestamp

    package init(_ medium: Medium, lettering: Lettering, zone: Zone, now: Timestamp) {
        self.medium = medium
        self.lettering = lettering
        self.zone = zone
        self.now = now
    }

    package var isScreen: Bool { if case .screen = medium { true } else { false } }

    /// Columns available; nil for as many as are needed.
    package var columns: Int? {
        switch medium {
        case .screen(let columns): columns
        case .table(let columns), .stream(let columns): columns
        }
    }
}
