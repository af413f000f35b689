/// All messages of the run, newest last.
package struct MessagesState: Sendable {
    package var cursor = ListCursor()
    package private(set) var height = 1
    package var count = 0

    mutating func fit(to size: ScreenSize) {
        height = max(1, size.bodyRows)
        cursor.keepVisible(count: count, height: height)
    }

    mutating func select(row: Int) { cursor.select(row, count: count, height: height) }

    package var visible: Range<Int> { cursor.visible(count: count, height: height) }
}

extension ExplorerState {
    mutating func openMessages() {
        var state = MessagesState()
        state.count = messages.count
        state.fit(to: size)
        state.cursor.select(messages.count - 1, count: messages.count, height: state.height)
        push(.messages(state))
    }

    mutating func performOnMessages(_ action: Action, _ state: MessagesState) -> [Effect] {
        var state = state
        state.count = messages.count
        if state.cursor.apply(action, count: state.count, height: state.height) {
            replace(.messages(state))
        } else if action == .open, messages.indices.contains(state.cursor.selected) {
            push(.value(ValueState(title: "message", text: messages[state.cursor.selected].text)))
        }
        return []
    }
}
