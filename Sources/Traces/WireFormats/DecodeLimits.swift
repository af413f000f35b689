/// How much of an input is taken, all in bytes: who sends traces may send without an end.
package struct DecodeLimits: Sendable, Equatable {
    /// Longest text; a longer one is cut, and counted in the report.
    package var value: Int
    /// Memory that may be taken without a further span being complete.
    package var span: Int
    /// Memory of all traces of the input.
    package var traces: Int
    /// Length of the input, uncompressed.
    package var input: Int

    package init(value: Int, span: Int, traces: Int, input: Int) {
        self.value = value
        self.span = span
        self.traces = traces
        self.input = input
    }

    /// For inputs that are bounded elsewhere.
    package static let none = DecodeLimits(value: .max, span: .max, traces: .max, input: .max)

    /// What may be exceeded, by the option that moves it.
    package enum Bound: String, Sendable {
        case span = "max-span"
        case traces = "max-trace"
        case input = "max-answer"
    }
}

/// Watches an input grow.
struct DecodeWatch {
    private var spans = 0
    /// Memory when the last span was complete.
    private var atLastSpan = 0
    private var input = 0

    /// Notes what was read; the bound that was exceeded, if one was.
    mutating func note(
        bytes: Int,
        spans: Int,
        memory: Int,
        _ limits: DecodeLimits
    ) -> DecodeLimits.Bound? {
        input += bytes
        if spans != self.spans {
            self.spans = spans
            atLastSpan = memory
        }
        if input > limits.input { return .input }
        if memory - atLastSpan > limits.span { return .span }
        return memory > limits.traces ? .traces : nil
    }
}
