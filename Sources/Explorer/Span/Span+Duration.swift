import PlainText
import TraceModel

extension Span {
    /// How long it took, or that this is not known.
    var durationWords: String {
        isUnfinished ? "unfinished" : DurationText.short(duration)
    }
}
