package import TraceAnalysis

/// What the user chose of how lists and traces are shown, kept for later runs on the same source.
package struct ViewChoices: Sendable, Equatable {
    /// Of the lists whose columns were chosen while they were shown.
    package var columns = ColumnChoices()
    /// What traces are coloured by; nil for services.
    package var coloring: SpanGrouping?

    package init() {}

    private static let colorWord = "colour"
    private static let columnsWord = "columns"

    /// As a file has them, a line for each, its words apart by tabs.
    package var lines: [String] {
        let colors = coloring.map { ["\(Self.colorWord)\t\($0.name)"] } ?? []
        return colors
            + ListName.allCases.compactMap { list in
                columns[list].map {
                    "\(Self.columnsWord)\t\(list.rawValue)\t\($0.joined(separator: ","))"
                }
            }
    }

    /// Reads ``lines``; what is none, such as a column that there no longer is, is left out.
    package init(lines: [String]) {
        for line in lines {
            let words = line.split(separator: "\t").map(String.init)
            switch (words.first, words.count) {
            case (Self.colorWord, 2): coloring = SpanGrouping(words[1])
            case (Self.columnsWord, 3):
                guard let list = ListName(rawValue: words[1]),
                    case .success(let names) = list.parse(words[2]), !names.isEmpty
                else { continue }
                columns[list] = names
            default: continue
            }
        }
    }
}
