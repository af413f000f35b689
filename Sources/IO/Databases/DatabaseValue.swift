/// What can be bound to a statement.
package enum DatabaseValue: Sendable, Equatable {
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
    case null

    /// A number as SQLite can hold it.
    package static func integer(_ number: Int) -> Self { .integer(Int64(number)) }

    /// A number as SQLite can hold it: numbers above `Int64.max` become that.
    package static func clamped(_ number: UInt64) -> Self { .integer(Int64(clamping: number)) }
}
