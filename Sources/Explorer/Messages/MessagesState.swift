import PlainText
import TraceModel

/// All messages of the run, newest last.
package struct MessagesState: ScreenState {
    package var cursor = ListCursor()
    package private(set) var height = 1
    package private(set) var count: Int

    init(_ messages: [Message], size: ScreenSize) {
        count = messages.count
        fit(to: size)
        select(row: count - 1)
    }

    package var contents: Screen { .messages(self) }
    package var crumb: String { "messages" }
    package var hints: [Action] { [.open, .back] }
    package var isLookedThrough: Bool { true }
    package var isOfSource: Bool { false }

    package func honesty(_ context: ScreenContext) -> String {
        CountText.of(context.messages.count, "message")
    }

    package mutating func fit(to size: ScreenSize) {
        height = max(1, size.bodyRows)
        cursor.keepVisible(count: count, height: height)
    }

    package mutating func select(row: Int) { cursor.select(row, count: count, height: height) }

    package var visible: Range<Int> { cursor.visible(count: count, height: height) }

    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        count = context.messages.count
        if cursor.apply(action, count: count, height: height) { return }
        guard action == .open, let selected = selected(context) else { return }
        context.openValue(selected.text, title: "message")
    }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        item == .value ? selected(context)?.text : nil
    }

    private func selected(_ context: ScreenContext) -> Message? {
        let messages = context.messages
        return messages.indices.contains(cursor.selected) ? messages[cursor.selected] : nil
    }
}

extension ScreenContext {
    /// Opens all messages of the run, with the newest selected.
    mutating func openMessages() { open(MessagesState(messages, size: size)) }
}
