/// A place that keeps traces which somebody asked to keep, whatever becomes of the store that they came from.
package protocol TraceArchive: Sendable {
    /// Keeps a trace as it is stored, joined with what is kept of it already; a span that is there already is kept once.
    func keep(_ trace: TraceInParts) throws(TraceArchiveError)

    /// The trace, or nil if it is not kept.
    func trace(_ id: TraceID) -> Trace?

    /// What is kept now.
    var counts: TraceArchiveCounts { get }
}

/// Why a trace is not kept.
package struct TraceArchiveError: Error, Equatable {
    /// One sentence that can be shown as it is.
    package let message: String

    package init(_ message: String) {
        self.message = message
    }
}

/// What an archive keeps.
package struct TraceArchiveCounts: Sendable, Equatable {
    package var traces = 0
    package var spans = 0
    /// Memory, bytes.
    package var bytes = 0

    package init() {}
}
