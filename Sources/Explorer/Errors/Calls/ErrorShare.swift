package import PlainText
package import TraceModel

/// How many of an operation's calls failed in one way, as far as the calls could be counted.
package struct ErrorShare: Sendable, Equatable {
    /// How sure a figure is.
    package enum Bound: String, Sendable {
        case exact
        /// From metrics, which servers estimate, or from a sample.
        case about
        /// Not all failures were read.
        case atLeast
        /// Not all calls were counted.
        case atMost

        /// What stands before the figure.
        package var sign: String {
            switch self {
            case .exact: ""
            case .about: "≈"
            case .atLeast: "≥"
            case .atMost: "≤"
            }
        }
    }

    /// Where calls were counted.
    package enum Basis: String, Sendable {
        /// The source's metrics.
        case metrics
        /// A search for the operation, whether its calls failed or not.
        case search
    }

    /// 0...1.
    package var share: Double
    package var bound: Bound
    package var basis: Basis
    /// Failures that are compared with the calls: in a sample, those of the sample.
    package var failures: Int
    package var calls: Int
    /// There were more calls in the time.
    package var isSample: Bool
    /// The beginning of the time that both are of.
    package var start: Timestamp

    package init(
        failures: Int,
        calls: Int,
        bound: Bound,
        basis: Basis,
        isSample: Bool = false,
        start: Timestamp
    ) {
        share = calls > 0 ? min(1, Double(failures) / Double(calls)) : 1
        self.failures = failures
        self.calls = calls
        self.bound = bound
        self.basis = basis
        self.isSample = isSample
        self.start = start
    }
}

extension ErrorShare {
    /// `62%`, `≈62%`.
    package var text: String { bound.sign + CountText.percent(share) }

    /// With how many calls it is of, and since when: `≈62% of 191 calls since 12:28:33`.
    package func sentence(in zone: Zone) -> String {
        let since = start > .zero ? " since \(TimeText.clock(start, in: zone).prefix(8))" : ""
        let what = isSample ? "the latest " : ""
        return "\(text) of \(what)\(CountText.of(calls, "call"))\(since)"
            + (basis == .metrics ? ", by metrics" : "")
    }
}

/// Why there is no ``ErrorShare``.
package enum MissingShare: Sendable, Equatable {
    /// Calls are still to be counted.
    case notYet
    /// More operations failed than are asked for.
    case tooMany
    /// The source could not be asked, for this reason.
    case failed(String)
    /// The source has fewer calls than failures were found: it does not count them all.
    case fewerCalls
    /// A sample of so many calls had none of the failures, of which there may be more than were found.
    case rare(calls: Int)
    /// Calls are counted only where the source keeps metrics while a list is followed.
    case followed

    /// In words: `calls not counted yet`.
    package var words: String {
        switch self {
        case .notYet: "calls not counted yet"
        case .tooMany: "calls not counted: too many operations failed"
        case .failed(let why): "calls not counted: \(why)"
        case .fewerCalls: "calls not counted: the source has fewer calls than failures"
        case .rare(let calls): "none of the \(calls) latest calls failed in this way"
        case .followed: "calls are not counted while following without metrics"
        }
    }
}
