import TraceModel

/// A screen that is a list with a cursor, which `/` narrows as it is typed.
package protocol ListScreen: ScreenState {
    var cursor: ListCursor { get set }
    /// What the list is narrowed to; empty for all of it.
    var narrow: String { get set }
    /// Rows that the narrowing lets through.
    var rowCount: Int { get }
    /// Rows that there is room for.
    var listHeight: Int { get }
    /// Filters and sorts again, keeping the selected row selected.
    mutating func arrange()
}

extension ListScreen {
    /// The rows drawn.
    package var visible: Range<Int> { cursor.visible(count: rowCount, height: listHeight) }

    /// Moves the cursor, as many times as was typed; false for an action that does not move.
    mutating func move(_ action: Action, _ context: ScreenContext) -> Bool {
        cursor.apply(action, count: rowCount, height: listHeight, times: context.times)
    }

    package mutating func select(row: Int) {
        cursor.choose()
        cursor.select(row, count: rowCount, height: listHeight)
    }

    package var listCursor: ListCursor? {
        get { cursor }
        set { if let newValue { cursor = newValue } }
    }

    package mutating func narrow(to text: String) {
        narrow = text
        arrange()
    }

    /// Shows all of a list again that is narrowed; false when it is not.
    mutating func undoNarrowing() -> Bool {
        guard !narrow.isEmpty else { return false }
        narrow(to: "")
        return true
    }

    package mutating func undo(_ context: inout ScreenContext) -> Bool { undoNarrowing() }

    /// Opens the prompt that narrows the list, which goes back to where it is now if the prompt is cancelled.
    func promptToNarrow(_ context: inout ScreenContext) {
        var prompt = PromptState(.narrow, text: narrow)
        if narrow.isEmpty { prompt.cursor = cursor }
        context.prompt = prompt
    }
}
