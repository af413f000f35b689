/// The cost of showing a frame.
package struct FrameCost: Sendable, Equatable {
    /// Written to the terminal.
    package var bytes: Int
    /// How long writing took; much more than a few milliseconds means that the line is slow.
    package var time: Duration

    /// Nothing changed, nothing was written.
    package static let none = FrameCost(bytes: 0, time: .zero)

    package init(bytes: Int, time: Duration) {
        self.bytes = bytes
        self.time = time
    }
}
