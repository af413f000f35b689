import Synchronization

/// The tally of a segment, which is made at the first question if it was not made when the segment was.
final class KeptTally: Sendable {
    private struct State {
        var tally: SegmentTally?
        var keepsDurations = true
    }

    private let state: Mutex<State>

    /// Begins with a tally that was made already, or none.
    init(_ tally: SegmentTally? = nil) { state = Mutex(State(tally: tally)) }

    /// The tally of `segment`, which is always the same one.
    ///
    /// - Complexity: O(1), but for the first time. Two who ask at once for the first time both count.
    func value(of segment: Segment) -> SegmentTally {
        if let known = state.withLock({ $0.tally }) { return known }
        let made = SegmentTally(of: segment)
        return state.withLock { state in
            let kept = state.keepsDurations ? made : made.withoutDurations
            state.tally = kept
            return kept
        }
    }

    /// Whether it has been made.
    var isMade: Bool { state.withLock { $0.tally != nil } }

    /// Lets go of the larger part of it, without which metrics look at the spans: of many old segments it would fill the memory.
    func dropDurations() {
        let dropped = state.withLock { state in
            defer { state.tally = state.tally?.withoutDurations }
            state.keepsDurations = false
            return state.tally
        }
        _ = consume dropped
    }

    /// Bytes of memory, roughly.
    var heldBytes: Int { state.withLock { $0.tally?.heldBytes ?? 0 } }
}
