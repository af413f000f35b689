/// Text as it was typed, not parsed yet, with its place for an error sentence.
package struct TypedText: Sendable, Equatable {
    package let text: String
    /// Such as `--min`, or `SERVICE` for a word.
    package let place: String

    package init(_ text: String, place: String) {
        self.text = text
        self.place = place
    }
}
