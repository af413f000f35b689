/// The operations of a service as a source lists them.
package struct OperationList: Sendable, Equatable {
    /// Sorted by name and kind.
    package var operations: [Operation]
    /// How many more the source says that it has and does not list, or a few more than that.
    package var omitted: Int

    package init(_ operations: [Operation], omitted: Int = 0) {
        self.operations = operations
        self.omitted = omitted
    }

    /// The header of an answer of our own backend that says how many it leaves out.
    package static let omittedHeader = "Spoor-Omitted-Operations"
}
