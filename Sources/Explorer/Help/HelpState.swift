import TerminalText

/// The keys of the screen below and of all screens, made from the action table.
package struct HelpState: ListScreen {
    package enum Row: Sendable, Equatable {
        case heading(String)
        case action(Action, keys: String, help: String)
        case command(name: String, help: String)
    }

    package let below: ScreenKind
    package let rows: [Row]
    /// Rows that the narrowing lets through.
    package var shown: [Row]
    /// The lines that they take; the cursor moves over these, so that long texts can be read to their ends.
    package private(set) var lines: [HelpLine] = []
    package var narrow = ""
    package var cursor = ListCursor()
    package private(set) var listHeight = 1
    private var columns = 80

    init(for below: ScreenKind, keyMap: KeyMap) {
        self.below = below
        func row(_ entry: ActionEntry) -> Row? {
            let keys = keyMap.keys(of: entry.action)
            guard !keys.isEmpty else { return nil }
            return .action(
                entry.action,
                keys: keys.map(\.name).joined(separator: " "),
                help: entry.help
            )
        }
        let here = ActionTable.entries.filter { !$0.screens.isEmpty && $0.applies(to: below) }
        let everywhere = ActionTable.entries.filter { $0.screens.isEmpty }
        func part(_ title: String, _ rows: [Row]) -> [Row] {
            rows.isEmpty ? [] : [.heading(title)] + rows
        }
        rows =
            part("\(below.title) keys", here.compactMap(row))
            + part("Keys everywhere", everywhere.compactMap(row))
            + part(
                "Commands",
                PromptCommand.lines.map { .command(name: $0.usage, help: $0.explanation) }
            )
        shown = rows
        lines = HelpLine.lines(of: shown, columns: columns)
        cursor.select(1, count: lines.count, height: 1)
    }

    package var contents: Screen { .help(self) }
    package var crumb: String { "help" }
    package var isLookedThrough: Bool { true }
    package var isOfSource: Bool { false }
    package var rowCount: Int { lines.count }

    /// The row of the selected line.
    var selected: Row? {
        lines.indices.contains(cursor.selected) ? shown[lines[cursor.selected].row] : nil
    }

    package var hints: [Action] {
        shown.isEmpty ? [.back] : [.open, .search, .back]
    }

    package func honesty(_ context: ScreenContext) -> String {
        narrow.isEmpty
            ? "\(count) keys and commands · Enter runs the selected one"
            : "\(count) keys and commands match /\(narrow)"
    }

    package func pagerText(_ context: ScreenContext) -> String? {
        let lines = shown.enumerated().flatMap { index, row in
            switch row {
            case .heading(let title): index == 0 ? [title] : ["", title]
            case .action(_, let keys, let help), .command(let keys, let help):
                ["  " + SafeText(sanitizing: keys).padded(to: 22).string + "  " + help]
            }
        }
        return context.text(lines, self)
    }

    /// Keys and commands shown, without headings.
    package var count: Int {
        shown.count { if case .heading = $0 { false } else { true } }
    }

    package mutating func fit(to size: ScreenSize) {
        listHeight = max(1, size.bodyRows)
        if size.columns != columns {
            columns = size.columns
            layOut()
        }
        cursor.keepVisible(count: lines.count, height: listHeight)
    }

    package mutating func arrange() {
        let match = FuzzyMatch(narrow)
        shown =
            match.isEmpty ? rows : match.ranked(rows.filter { matches($0, match) }, by: Self.text)
        lines = HelpLine.lines(of: shown, columns: columns)
        cursor.select(0, count: lines.count, height: listHeight)
    }

    /// Makes the lines anew; the selected row stays selected.
    private mutating func layOut() {
        let row = lines.indices.contains(cursor.selected) ? lines[cursor.selected].row : 0
        lines = HelpLine.lines(of: shown, columns: columns)
        let line = lines.firstIndex { $0.row == row } ?? 0
        cursor.select(line, count: lines.count, height: listHeight)
    }

    private func matches(_ row: Row, _ match: FuzzyMatch) -> Bool {
        if case .heading = row { return false }
        return match.matches(Self.text(row))
    }

    /// The text that narrowing looks at.
    private static func text(_ row: Row) -> String {
        switch row {
        case .heading(let title): title
        case .action(_, let keys, let help): keys + " " + help
        case .command(let name, let help): name + " " + help
        }
    }
}
