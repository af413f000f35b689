import Explorer
import PlainText

extension MessagesPane {
    /// Every message of the run, a row each.
    func lines(_ screen: MessagesState) -> ScreenLines {
        ScreenLines(
            title: "Messages",
            rowCount: state.messages.count,
            selected: screen.cursor.selected,
            noun: "messages"
        ) { index in
            let message = state.messages[index]
            let time = TimeText.clock(message.time, in: state.zone).prefix(8)
            return switch message.severity {
            case .info: "\(time), \(message.text)"
            case .warning: "\(time), warning, \(message.text)"
            case .error: "\(time), error, \(message.text)"
            }
        }
    }
}
