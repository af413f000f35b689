import PlainText
package import TerminalText

/// One long text, whole and wrapped.
package struct ValueState: ScreenState {
    package let title: String
    /// As it is shown.
    package let text: String
    /// As it is in the trace.
    package let raw: String
    package private(set) var columns = 80
    package private(set) var height = 1
    /// The first line shown.
    package private(set) var top = 0
    private let glyphs: GlyphSet
    private var wrapped: WrappedText
    package private(set) var lineCount = 0
    /// Lines that hold what was searched for, and which of them is current.
    package private(set) var hits: [Int] = []
    package private(set) var hit = 0
    package private(set) var needle = ""

    package var contents: Screen { .value(self) }
    package var crumb: String { title }
    package var isLookedThrough: Bool { true }
    package var isOfSource: Bool { false }

    package var hints: [Action] {
        hits.isEmpty ? [.search, .pager, .back] : [.nextHit, .search, .pager, .back]
    }

    package func pagerText(_ context: ScreenContext) -> String? { text }

    package func editorText(_ context: ScreenContext) -> EditorText? {
        EditorText(value: raw, key: title)
    }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        item == .value ? raw : nil
    }

    init(title: String, text raw: String, glyphs: GlyphSet) {
        self.title = title
        self.glyphs = glyphs
        self.raw = raw
        text = ValueLayout.layOut(raw, key: title) ?? raw
        wrapped = WrappedText(text, columns: columns, glyphs: glyphs)
        lineCount = wrapped.lineCount()
    }

    package mutating func fit(to size: ScreenSize) {
        height = max(1, size.bodyRows)
        guard size.columns != columns else { return scroll(to: top) }
        columns = size.columns
        wrapped = WrappedText(text, columns: columns, glyphs: glyphs)
        lineCount = wrapped.lineCount()
        find(needle)
        scroll(to: top)
    }

    /// The lines on screen.
    package var lines: [SafeText] {
        var wrapped = wrapped
        return wrapped.lines(top..<max(top, min(lineCount, top + height)))
    }

    /// How many of the first lines are the value itself, where its parts are laid out below.
    package var addressLines: Int {
        guard WebLink(raw) != nil else { return 0 }
        var wrapped = wrapped
        return wrapped.line(holding: raw.utf8.count - 1) + 1
    }

    /// Any of the lines, by its number from 0.
    package func line(_ number: Int) -> String {
        var wrapped = wrapped
        return wrapped.lines(number..<number + 1).first?.string ?? ""
    }

    package mutating func scroll(to line: Int) {
        top = max(0, min(line, lineCount - height))
    }

    /// Finds lines that hold `needle`, whatever its case, and shows the first from here on.
    mutating func find(_ needle: String) {
        self.needle = needle
        hits = []
        hit = 0
        guard !needle.isEmpty else { return }
        var wrapped = wrapped
        let match = FuzzyMatch("'" + needle.lowercased())
        hits = (0..<lineCount).filter { line in
            wrapped.lines(line..<line + 1).contains { match.matches($0.string.lowercased()) }
        }
        hit = hits.firstIndex { $0 >= top } ?? 0
        if hits.indices.contains(hit) { scroll(to: hits[hit]) }
    }

    mutating func nextHit(_ step: Int) {
        guard !hits.isEmpty else { return }
        hit = (hit + step + hits.count) % hits.count
        scroll(to: hits[hit])
    }

    package func honesty(_ context: ScreenContext) -> String {
        let last = min(lineCount, top + height)
        let lines =
            lineCount <= height
            ? CountText.of(lineCount, "line")
            : "lines \(CountText.grouped(top + 1))–\(CountText.grouped(last)) of \(CountText.grouped(lineCount))"
        let position =
            lines + " · " + CountText.bytes(raw.utf8.count) + (raw == text ? "" : ", laid out")
        guard !needle.isEmpty else { return position }
        return position + " · /\(needle) "
            + (hits.isEmpty ? "not found" : "\(hit + 1) of \(CountText.of(hits.count, "line"))")
    }
}
