package import TraceModel

/// A time zone as the screens use it: how far it lies from UTC at some point in time.
package struct Zone: Sendable {
    /// Shown beside times, for instance `UTC` or `+02:00`.
    package let name: @Sendable (Timestamp) -> String
    /// Seconds east of UTC.
    package let offset: @Sendable (Timestamp) -> Int
    package let isUTC: Bool

    package init(
        isUTC: Bool,
        name: @escaping @Sendable (Timestamp) -> String,
        offset: @escaping @Sendable (Timestamp) -> Int
    ) {
        self.isUTC = isUTC
        self.name = name
        self.offset = offset
    }

    package static let utc = Zone(isUTC: true, name: { _ in "UTC" }, offset: { _ in 0 })
}
