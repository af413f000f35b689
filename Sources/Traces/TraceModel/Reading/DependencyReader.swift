/// A reader that knows which service calls which.
package protocol DependencyReader: Sendable {
    /// The calls within traces that lie wholly between `start` and `end`, sorted by parent and child.
    func dependencies(from start: Timestamp, to end: Timestamp) async throws(TraceReaderError)
        -> [DependencyLink]
}

/// How often spans of one service are parents of spans of another, or of the same.
package struct DependencyLink: Sendable, Hashable {
    package var parent: String
    package var child: String
    package var callCount: Int

    package init(parent: String, child: String, callCount: Int) {
        self.parent = parent
        self.child = child
        self.callCount = callCount
    }
}
