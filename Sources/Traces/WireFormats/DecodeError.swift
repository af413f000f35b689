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
    /// What input that holds nothing of any known format looks like, such as "a web page"; nil for input that is broken.
    package var looksLike: String?

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

    /// What input without a byte but white space looks like.
    package static let emptyInput = "an empty file"

    /// There is nothing of any known format in the input, which looks like `looksLike`.
    init(looksLike: String) {
        self.init(
            offset: 0,
            path: "",
            expected: "traces as \(TraceFormat.allNames)",
            found: looksLike
        )
        self.looksLike = looksLike
    }

    /// The same error of a part of a document, where `path` leads to the part and `wrapper` was not in the document.
    func within(_ path: String, wrapper: String) -> DecodeError {
        var error = self
        error.path = path
        let inner =
            self.path.hasPrefix(wrapper) ? self.path.dropFirst(wrapper.count) : self.path[...]
        if !path.isEmpty, let first = inner.first, first != "[", first != "." { error.path += "." }
        error.path += path.isEmpty && inner.first == "." ? inner.dropFirst() : inner
        return error
    }
}

extension DecodeError: CustomStringConvertible {
    /// One sentence that a user can be shown.
    package var description: String {
        if let looksLike {
            return "It looks like \(looksLike); the known formats are \(TraceFormat.allNames)."
        }
        if let bound {
            let of =
                switch bound {
                case .span: "of memory without"
                case .traces: "of memory before"
                case .input: "before"
                }
            return "At byte \(offset): \(found) \(of) \(expected); --\(bound.rawValue) allows more."
        }
        return "At \(place): expected \(expected), found \(found)."
    }

    /// Where it is, as a part of a sentence.
    var place: String { path.isEmpty ? "byte \(offset)" : "byte \(offset), in \(path)" }
}
