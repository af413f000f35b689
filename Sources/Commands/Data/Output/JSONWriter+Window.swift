import TraceModel
import WireFormats

extension JSONWriter {
    /// The time that figures are of, `window`, with its two ends; null for all time.
    mutating func window(from start: Timestamp, to end: Timestamp) {
        guard start > .zero, end < Timestamp(nanoseconds: .max) else {
            return field("window", optional: String?.none)
        }
        object("window") { writer in
            writer.field("from", start)
            writer.field("to", end)
        }
    }
}
