/// The line at the bottom while something is typed into it.
package struct PromptState: Sendable, Equatable {
    package enum Purpose: Sendable, Equatable {
        /// `:`
        case command
        /// `/` in a list: narrows as it is typed.
        case narrow
        /// `/` in a trace or value.
        case find
        /// `&` in a trace where nothing was searched for: shows only what is found.
        case onlyHits
        /// `f`
        case query
        /// `T`
        case shortest
        /// `B`
        case groupBy
        /// What a trace is coloured by.
        case colorBy
        /// The key of an attribute that is a column, or no longer.
        case column
    }

    package var purpose: Purpose
    package var editor: LineEditor
    /// What ↑ and ↓ walk through, oldest first.
    package var history: [String]
    /// The line shown, by its index in the history; `history.count` is the line being typed.
    package var historyIndex: Int
    /// The line as typed before walking.
    package var draft = ""
    /// A mistake and its column, shown with a caret.
    package var error: QueryTextError?
    /// What Tab offers, and which of it is in the line.
    package var completion: QueryCompletion?
    package var choice = 0
    /// What Tab offers of its own.
    var words: [String] = []
    /// Where the list stood before it was narrowed, to go back to; nil if it was narrowed already.
    var cursor: ListCursor?

    package init(
        _ purpose: Purpose,
        text: String = "",
        history: [String] = [],
        words: [String] = []
    ) {
        self.purpose = purpose
        self.words = words
        editor = LineEditor(text)
        self.history = history
        historyIndex = history.count
    }

    /// What stands before the text.
    package var label: String {
        switch purpose {
        case .command: ":"
        case .narrow, .find: "/"
        case .onlyHits: "&"
        case .query: "query "
        case .shortest: "hide spans shorter than "
        case .groupBy: "group by "
        case .colorBy: "colour by "
        case .column: "column "
        }
    }

    /// Walks the history by `step` lines.
    package mutating func walk(_ step: Int) {
        let next = max(0, min(historyIndex + step, history.count))
        guard next != historyIndex else { return }
        if historyIndex == history.count { draft = editor.text }
        historyIndex = next
        editor = LineEditor(next == history.count ? draft : history[next])
        completion = nil
    }

    /// Puts the next candidate of Tab into the line, or the one before.
    package mutating func complete(_ offer: QueryCompletion, backwards: Bool = false) {
        if var known = completion, known.candidates.count > 1 {
            let step = backwards ? known.candidates.count - 1 : 1
            choice = (choice + step) % known.candidates.count
            let text = known.candidates[choice]
            editor.replace(known.replaced, with: text)
            known.replaced = known.replaced.lowerBound..<known.replaced.lowerBound + text.count
            completion = known
            return
        }
        var offered = offer
        choice = 0
        guard let first = offered.candidates.first else {
            completion = nil
            return
        }
        editor.replace(offered.replaced, with: first)
        offered.replaced = offered.replaced.lowerBound..<offered.replaced.lowerBound + first.count
        completion = offered.candidates.count > 1 ? offered : nil
    }
}
