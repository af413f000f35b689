/// A batch as it stands in the log.
package struct LogRecord: Sendable, Equatable {
    /// The largest sequence that is read, so that there is always a next one.
    static let mostSequence = UInt64(Int64.max) - 1

    /// Counts records from 1 on.
    package let sequence: UInt64
    /// What the contents are, by the writer's own numbers.
    package let kind: UInt16
    package let contents: [UInt8]
}
