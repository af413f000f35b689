package import TraceModel

/// What a segment holds, in numbers.
package struct SegmentFacts: Sendable, Equatable {
    package var spans: Int
    package var traces: Int
    /// The starts of its first and last spans; those after 2262 count as of then.
    package var earliest: Timestamp
    package var latest: Timestamp

    package init(spans: Int, traces: Int, earliest: Timestamp, latest: Timestamp) {
        self.spans = spans
        self.traces = traces
        self.earliest = earliest
        self.latest = latest
    }
}

/// What lists, dependencies and metrics want to know of a segment, so that its spans need not be looked at.
package struct SegmentCatalogue: Sendable, Equatable {
    /// The spans of one operation and kind.
    package struct Entry: Sendable, Equatable {
        package var service: String
        package var operation: String
        package var kind: SpanKind
        package var spans: Int
        package var errors: Int
        /// How they spread over time and durations, in the form of the one who reads it.
        package var figures: [UInt8]

        package init(
            service: String,
            operation: String,
            kind: SpanKind,
            spans: Int,
            errors: Int,
            figures: [UInt8] = []
        ) {
            self.service = service
            self.operation = operation
            self.kind = kind
            self.spans = spans
            self.errors = errors
            self.figures = figures
        }
    }

    /// Each service, operation and kind once.
    package var entries: [Entry]
    /// Calls between services, each pair once.
    package var calls: [DependencyLink]
    /// How many operations there was no room for in `entries`.
    package var omittedOperations: Int

    package init(
        entries: [Entry] = [],
        calls: [DependencyLink] = [],
        omittedOperations: Int = 0
    ) {
        self.entries = entries
        self.calls = calls
        self.omittedOperations = omittedOperations
    }
}

/// A segment that is to be kept.
package struct NewSegment: Sendable {
    package var bytes: StoredBytes
    package var facts: SegmentFacts
    package var catalogue: SegmentCatalogue

    package init(bytes: StoredBytes, facts: SegmentFacts, catalogue: SegmentCatalogue) {
        self.bytes = bytes
        self.facts = facts
        self.catalogue = catalogue
    }
}

/// Knows the format of segments, which to the folder are bytes.
package protocol SegmentInspector: Sendable {
    /// What a segment says of itself, all of its bytes checked.
    ///
    /// - Throws: ``SegmentDamage``, also for a format that is newer.
    func inspect(_ bytes: StoredBytes) throws(SegmentDamage) -> NewSegment
}

/// What is wrong with a segment.
package struct SegmentDamage: Error, Sendable, Equatable {
    /// As it follows on “is damaged: ”, such as `its check sum is another one`.
    package var reason: String

    package init(reason: String) { self.reason = reason }
}
