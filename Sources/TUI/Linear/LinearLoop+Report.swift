import Explorer

extension LinearLoop {
    /// What was said of the screen, to tell what changed.
    struct Snapshot {
        let depth: Int
        let kind: ScreenKind
        let lines: ScreenLines
        /// The rows that were read last, as they were.
        let window: Range<Int>
        let rows: [String]
        let honesty: String
        let messages: Int
        let spoken: Int

        init(_ loop: LinearLoop, _ window: Range<Int>) {
            self.window = window
            depth = loop.state.screens.count
            kind = loop.state.screen.kind
            lines = loop.painter.lines(loop.state)
            rows = window.clamped(to: 0..<lines.rowCount).map(lines.row)
            honesty = loop.state.statusText
            messages = loop.state.messages.count
            spoken = loop.voice.spoken
        }
    }

    /// Says what a line changed, and no more than that.
    mutating func report(since before: Snapshot) {
        sayMessages(after: before.messages)
        if let prompt = state.prompt {
            if let error = prompt.error { voice.say("\(error.message)") }
            return voice.say("\(prompt.label)\(prompt.editor.text)")
        }
        if let menu = state.menu {
            let choices = state.choices(of: menu).map { "\($0.key) \($0.name)" }
            return voice.say("\(menu.question) \(choices.joined(separator: ", ")).")
        }
        let now = Snapshot(self, before.window)
        let lines = now.lines
        if now.depth < before.depth { return sayReturn() }
        if now.depth != before.depth || now.kind != before.kind || lines.title != before.lines.title
            || lines.facts != before.lines.facts
        {
            return sayScreen()
        }
        let isSameList = lines.rowCount == before.lines.rowCount && now.rows == before.rows
        if !isSameList, lines.order == before.lines.order, now.kind == .trace,
            lines.selected == before.lines.selected, let selected = lines.selected
        {
            sayRow(selected)
            return voice.say("\(lines.rowCount) rows now.")
        }
        if !isSameList || lines.order != before.lines.order {
            if now.honesty != before.honesty { voice.say(SpokenSigns.sentence(now.honesty)) }
            return sayRows(
                pageWindow(around: lines.selected ?? 0, in: lines).prefix(pageOfChange)
            )
        }
        if let selected = lines.selected, selected != before.lines.selected {
            sayRow(selected)
        } else if voice.spoken == before.spoken {
            voice.say(
                now.honesty == before.honesty
                    ? "Nothing changed." : SpokenSigns.sentence(now.honesty)
            )
        }
    }
}
