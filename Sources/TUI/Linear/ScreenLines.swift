import Explorer
import TerminalText

/// What a screen says, as facts and rows that can be read aloud: from the values it shows, never from how it is drawn.
struct ScreenLines {
    /// What is shown, without where it stands.
    var title: String
    /// What is said of all of it, a sentence each.
    var facts: [String] = []
    var rowCount = 0
    /// Counted from 0; nil where no row is selected.
    var selected: Int?
    /// What the rows are, for "no traces".
    var noun = "rows"
    /// Why there are none.
    var emptyText = ""
    /// The order of the rows, in the explorer's own words; nil where it cannot be changed.
    var order: String?
    /// A row in words, by its number from 0.
    var row: (Int) -> String = { _ in "" }
}
