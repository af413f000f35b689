import TerminalText

/// The list of a screen whose columns can be chosen.
package struct ListColumns: Sendable {
    package let list: ListName
    /// The names of the columns that it shows where nobody chose.
    package let usual: [String]
}

extension ScreenContext {
    /// How lists are shown on a screen of so many columns.
    package func listView(_ lettering: Lettering, columns: Int) -> ListView {
        ListView(.screen(columns: columns), lettering: lettering, zone: zone, now: now)
    }

    /// How lists are shown, for questions that do not depend on glyphs.
    var listView: ListView {
        listView(Lettering(glyphs: .unicode, longest: 80), columns: size.columns)
    }

    /// `:columns [NAME,…]`: chooses columns of a list by their names, `usual` for those that it had before; without names
    /// says what there is.
    mutating func chooseColumns(_ names: String, of columns: ListColumns?) {
        guard let columns else {
            return tell(.error, "Only lists have columns.")
        }
        if names == "usual" {
            return choose(nil, of: columns.list)
        }
        switch columns.list.parse(names) {
        case .failure(let unknown): tell(.error, unknown.sentence)
        case .success([]): tell(.info, sentence(columns))
        case .success(let names): choose(names, of: columns.list)
        }
    }

    /// Shows these columns of a list from now on, in later runs on this source too; nil for the usual ones.
    mutating func choose(_ names: [String]?, of list: ListName) {
        settings.columns[list] = names
        settings.kept.columns[list] = names
        add(.keep(settings.kept))
        add(.sightChanged)
    }

    private func sentence(_ columns: ListColumns) -> String {
        let shown = settings.columns[columns.list] ?? columns.usual
        let others = columns.list.columns.filter { !shown.contains($0) }
        let words = shown.isEmpty ? "none" : shown.joined(separator: ", ")
        return "Columns: \(words)"
            + (others.isEmpty ? "." : "; there are also \(others.joined(separator: ", ")).")
    }
}
