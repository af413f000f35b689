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

    package init(offset: Int, path: String, expected: String, found: String) {
        self.offset = offset
        self.path = path
        self.expected = expected
        self.found = found
    }
}

extension DecodeError: CustomStringConvertible {
    /// One sentence that a user can be shown.
    package var description: String {
        let place = path.isEmpty ? "byte \(offset)" : "byte \(offset), in \(path)"
        return "At \(place): expected \(expected), found \(found)."
    }
}
