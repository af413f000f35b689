import PlainText
import TraceModel

/// All messages of the run, newest last.
package struct MessagesState: ListScreen {
    /// Those there were at the last key.
    private var messages: [Message]
    /// Those that the narrowing lets through.
    package private(set) var shown: [Message]
    package var narrow = ""
    package var cursor = ListCursor()
    package private(set) var listHeight = 1

    init(_ messages: [Message], size: ScreenSize) {
        self.messages = messages
        shown = messages
        fit(to: size)
        select(row: shown.count - 1)
    }

    package var contents: Screen { .messages(self) }
    package var crumb: String { "messages" }
    package var rowCount: Int { shown.count }
    package var isLookedThrough: Bool { true }
    package var isOfSource: Bool { false }

    package var hints: [Action] {
        shown.isEmpty ? [.back] : [.open, .search, .back, .pager]
    }

    package func honesty(_ context: ScreenContext) -> String {
        let count = CountText.of(messages.count, "message")
        return narrow.isEmpty ? count : "\(shown.count) of \(count) match /\(narrow)"
    }

    package mutating func fit(to size: ScreenSize) {
        listHeight = max(1, size.bodyRows)
        cursor.keepVisible(count: shown.count, height: listHeight)
    }

    package mutating func arrange() {
        let match = FuzzyMatch(narrow, isExact: true)
        shown = messages.filter { match.matches($0.searchText) }
        cursor.select(shown.count - 1, count: shown.count, height: listHeight)
    }

    /// Messages that came meanwhile are added below, and the cursor stays where it is.
    private mutating func takeNew(_ all: [Message]) {
        guard all.count != messages.count else { return }
        let match = FuzzyMatch(narrow, isExact: true)
        shown += all.dropFirst(messages.count).filter { match.matches($0.searchText) }
        messages = all
    }

    package mutating func sightChanged(_ context: inout ScreenContext) {
        takeNew(context.messages)
    }

    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        takeNew(context.messages)
        if move(action, context) { return }
        switch action {
        case .open:
            if let selected {
                context.openValue(selected.text, title: "message")
            } else {
                context.say("There is no message here.")
            }
        case .search: promptToNarrow(&context)
        default: context.sayIdle(action)
        }
    }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        item == .value ? selected?.text : nil
    }

    package func pagerText(_ context: ScreenContext) -> String? {
        guard !shown.isEmpty else { return nil }
        let lines = shown.map { message in
            "\(TimeText.clock(message.time, in: context.zone).prefix(8))  \(message.severity.word)  \(message.text)"
        }
        return context.text(lines, self)
    }

    private var selected: Message? {
        shown.indices.contains(cursor.selected) ? shown[cursor.selected] : nil
    }
}

extension Message {
    /// The text that narrowing looks at: how serious it is, and the sentence.
    fileprivate var searchText: String { "\(severity.word) \(text)" }
}

extension Message.Severity {
    /// As lists of messages name it.
    package var word: String {
        switch self {
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }
}

extension ScreenContext {
    /// Opens all messages of the run, with the newest selected.
    mutating func openMessages() { open(MessagesState(messages, size: size)) }
}
