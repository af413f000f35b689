package import Follow

extension LiveBasis {
    /// What figures are counts of, for the honesty line.
    package var sentence: String {
        switch self {
        case .calls: "calls counted from spans"
        case .spans: "spans counted from summaries, durations of whole traces at their root"
        }
    }
}
