/// One call of a service: a span with which a request or message enters it.
package struct ServiceCall: Sendable, Hashable {
    package var service: String
    package var operation: String
    package var start: Timestamp
    /// Nanoseconds; 0 for a span that ends before it starts.
    package var duration: UInt64
    package var isError: Bool

    package init(
        service: String,
        operation: String,
        start: Timestamp,
        duration: UInt64,
        isError: Bool
    ) {
        self.service = service
        self.operation = operation
        self.start = start
        self.duration = duration
        self.isError = isError
    }
}
