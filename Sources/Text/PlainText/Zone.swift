package import TraceModel

/// A time zone as the screens use it: how far it lies from UTC at some point in time.
package struct Zone: Sendable {
    /// Shown beside times, for instance `UTC` or `+02:00`.
    package let name: @Sendable (Timestamp) -> String
    /// Seconds east of UTC.
    package let offset: @Sendable (Timestamp) -> Int

    package init(
        name: @escaping @Sendable (Timestamp) -> String,
        offset: @escaping @Sendable (Timestamp) -> Int
    ) {
        self.name = name
        self.offset = offset
    }

    package static let utc = Zone(name: { _ in "UTC" }, offset: { _ in 0 })
}
