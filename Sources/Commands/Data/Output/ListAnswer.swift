import Explorer
import WireFormats

/// A list that a command prints, whatever the form.
struct ListAnswer<Choice: ListColumn> {
    let name: ListName
    let rows: [Choice.Row]
    /// The rows of the whole document, including those of which nothing is known.
    let documentRows: [Choice.Row]
    /// What the columns have to know of the list.
    let list: (ListView) -> Choice.List
    /// The columns that the source fills.
    let known: [Choice]
    /// The columns whose fields machine formats have unless the user chose.
    let fields: [Choice]
    /// Writes the whole document, with what stands beside the rows.
    let document: (inout JSONWriter, _ rows: (inout JSONWriter) -> Void) -> Void
    /// Sentences for standard error; the whole document has them among its fields.
    let remarks: [String]

    init(
        _ name: ListName,
        _ rows: [Choice.Row],
        documentRows: [Choice.Row]? = nil,
        known: [Choice] = Array(Choice.allCases),
        fields: [Choice]? = nil,
        remarks: [String] = [],
        list: @escaping (ListView) -> Choice.List,
        document: @escaping (inout JSONWriter, _ rows: (inout JSONWriter) -> Void) -> Void
    ) {
        self.name = name
        self.rows = rows
        self.documentRows = documentRows ?? rows
        self.known = known
        self.fields = fields ?? known
        self.remarks = remarks
        self.list = list
        self.document = document
    }
}
