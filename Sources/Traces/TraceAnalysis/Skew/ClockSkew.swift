import TraceModel

/// How far a child's clock runs apart from its parent's.
enum ClockSkew {
    struct Times {
        var start: Timestamp
        var end: Timestamp

        var duration: Nanoseconds { end.since(start) }
    }

    /// What to add to the child's times.
    ///
    /// Nothing if it lies within the parent, else what centres it there. A child longer than its parent was
    /// not waited for, and only must not start before it.
    ///
    /// - SeeAlso: Jaeger `internal/adjuster/clockskew.go`.
    static func delta(of child: Times, within parent: Times) -> Nanoseconds {
        let lead = parent.start.since(child.start)
        if child.duration > parent.duration { return max(0, lead) }
        if child.start >= parent.start && child.end <= parent.end { return 0 }
        let (slack, overflow) = parent.duration.subtractingReportingOverflow(child.duration)
        let (delta, tooFar) = lead.addingReportingOverflow(slack / 2)
        return overflow || tooFar ? 0 : delta
    }

    /// What Jaeger says on a span that was moved.
    static func warning(of delta: Nanoseconds) -> String {
        var bytes: [UInt8] = []
        appendWarning(of: delta, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends what Jaeger says to UTF-8.
    static func appendWarning(of delta: Nanoseconds, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: warningBeginning)
        GoDurationString.append(delta, to: &bytes)
    }

    private static let warningBeginning = Array("This span's timestamps were adjusted by ".utf8)
}
