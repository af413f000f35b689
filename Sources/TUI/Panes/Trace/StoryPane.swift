import Explorer

/// The trace told in sentences, wrapped; the cursor stands on a whole sentence.
struct StoryPane {
    let pen: Pen

    func paint(_ screen: TraceState, on canvas: inout Canvas) {
        let story = screen.views.story
        guard !story.sentences.isEmpty else {
            if story.request == nil { canvas.putNotice("not told; i tells it again", pen: pen) }
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        var lines: [(text: String, sentence: Int)] = []
        for (number, sentence) in story.sentences.enumerated() {
            for line in WordWrap.lines(sentence.text, columns: max(10, canvas.size.columns - 3)) {
                lines.append((line, number))
            }
        }
        let height = canvas.size.rows
        let first = lines.firstIndex { $0.sentence == story.cursor.selected } ?? 0
        let last = lines.lastIndex { $0.sentence == story.cursor.selected } ?? 0
        let top = min(first, max(0, last - height + 1))
        for (row, line) in lines[top..<min(lines.count, top + height)].enumerated() {
            if line.sentence == story.cursor.selected {
                canvas.markSelected(row: row, pen: pen, hasFocus: screen.focus == .main)
                if line.text == lines[first].text {
                    canvas.cursor = CanvasPoint(row: row, column: 0)
                }
            }
            canvas.put(pen.words(line.text), row: row, column: 2, style: Style(.text))
        }
    }
}
