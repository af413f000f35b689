package import Follow
package import TraceModel

/// Everything that can happen to the explorer.
package enum ExplorerEvent: Sendable {
    case key(KeyPress)
    /// What a key would do, asked for by its name; nothing where the screen has no such action.
    case action(Action)
    /// Text pasted into the terminal as a whole.
    case paste(String)
    case resize(ScreenSize)
    case reply(RequestID, ExplorerReply)
    /// What a follower saw.
    case followed(RequestID, FollowUpdate)
    /// A follower could not even begin.
    case followingFailed(RequestID, TraceReaderError)
    /// The clocks: for ages, and for what is due or is shown only after a while.
    case tick(Moment)
    /// A message that did not come from a request.
    case notice(Message.Severity, String)
    /// What the backend in the same process says of itself, when it changed.
    case figures(SourceFigures)
    /// The line to the terminal is slow, and its answers take this long; or it is not any more.
    case line(roundTrip: Nanoseconds?)
    /// An interrupt from the keyboard (Ctrl-C).
    case interrupt
}

/// The outcome of a request.
package enum ExplorerReply: Sendable {
    case source(SourceDescription)
    case services([String])
    case operations(OperationList)
    case search(SearchAnswer)
    case trace(PreparedTrace)
    case metrics(ServiceMetricsAnswer?)
    case failures(FailureReading)
    case calls(CallSample)
    case likes(LikeSpans)
    case computed(ComputationResult)
    case progress(LoadProgress)
    /// What an effect such as copying or saving did, in words.
    case done(String)
    case failed(TraceReaderError)

    package static func archived(_ trace: TraceID) -> ExplorerReply {
        .done("trace \(trace.jaegerHex) is in the archive")
    }
}
