import PlainText
import TerminalText

/// What is shown as text, for the pager.
extension ScreenContext {
    /// Where lists are written whole.
    var textView: ListView {
        let lettering = Lettering(glyphs: .unicode, longest: .max / 2)
        return ListView(.table(columns: nil), lettering: lettering, zone: zone, now: now)
    }

    /// The columns of a list that are shown: those that were chosen, else the usual ones of a table.
    func textColumns<Choice: ListColumn>(
        _ list: Choice.List,
        as name: ListName,
        _ type: Choice.Type
    ) -> [Column<Choice.Row>] {
        Choice.shown(settings.columns.columns(of: name, as: Choice.self), in: list)
    }

    /// A list as text, with what `screen` says of how it was got; nil without rows.
    func text<Row>(
        _ rows: [Row],
        _ columns: [Column<Row>],
        _ screen: any ScreenState
    ) -> String? {
        guard !rows.isEmpty else { return nil }
        return text(TextTable(columns: columns, limit: nil, glyphs: .unicode).lines(rows), screen)
    }

    /// Lines as text, with what `screen` says of how they were got.
    func text(_ lines: [String], _ screen: any ScreenState) -> String {
        let honesty = screen.honesty(self)
        let foot = honesty.isEmpty ? [] : ["", textView.lettering.words(honesty).string]
        return (lines + foot).joined(separator: "\n") + "\n"
    }
}
