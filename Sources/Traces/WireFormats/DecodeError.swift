import PlainText

/// Input that cannot be read on: where, and what stood there instead of what was expected.
package struct DecodeError: Error, Sendable, Equatable {
    /// Bytes before the offending one, counted from the first byte fed.
    package var offset: Int
    /// The field being read, such as `data[0].spans[17].tags[2].value`; empty at the top.
    package var path: String
    /// What the format asks for here, such as "a comma or `}`".
    package var expected: String
    /// What was there, such as "`x`" or "the end of the input".
    package var found: String
    /// The limit that was reached, if that is what is wrong.
    package var bound: DecodeLimits.Bound?

    package init(offset: Int, path: String, expected: String, found: String) {
        self.offset = offset
        self.path = path
        self.expected = expected
        self.found = found
    }

    /// There is more than `limits` allow.
    init(offset: Int, exceeded bound: DecodeLimits.Bound, _ limits: DecodeLimits) {
        self.init(offset: offset, path: "", expected: "", found: "")
        self.bound = bound
        let limit: Int
        (expected, limit) =
            switch bound {
            case .span: ("a complete span", limits.span)
            case .traces: ("the end of the traces", limits.traces)
            case .input: ("the end of the input", limits.input)
            }
        found = "more than \(CountText.bytes(limit))"
    }
}

extension DecodeError: CustomStringConvertible {
    /// One sentence that a user can be shown.
    package var description: String {
        if let bound {
            let of =
                switch bound {
                case .span: "of memory without"
                case .traces: "of memory before"
                case .input: "before"
                }
            return "At byte \(offset): \(found) \(of) \(expected); --\(bound.rawValue) allows more."
        }
        let place = path.isEmpty ? "byte \(offset)" : "byte \(offset), in \(path)"
        return "At \(place): expected \(expected), found \(found)."
    }
}
