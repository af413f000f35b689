/// The trace told in sentences: one of a trace's views.
package struct StoryViewState: Sendable {
    package var story: TraceStory?
    package var cursor = ListCursor()
    package var request: RequestID?

    init() {}

    package var sentences: [TraceStory.Sentence] { story?.sentences ?? [] }

    /// The node that the selected sentence is about.
    var node: Int? {
        sentences.indices.contains(cursor.selected) ? sentences[cursor.selected].node : nil
    }
}
