import WireFormats

/// Long values laid out over lines, by what they are: only blanks are changed, or lines added below what there is; a stack trace gets
/// a mark before a line, and lists of headers lose the signs of JSON.
enum ValueLayout {
    /// `text` laid out, or nil where there is nothing to lay out.
    ///
    /// `key` is that of the attribute, which says of texts that they are statements.
    ///
    /// - Complexity: O(bytes).
    static func layOut(_ text: String, key: String) -> String? {
        HeaderLayout.lines(text, key: key)?.joined(separator: "\n") ?? PrettyJSON.layOut(text)
            ?? AddressLayout.layOut(text) ?? (isStatement(key) ? SQLLayout.layOut(text) : nil)
            ?? StackTrace(text, key: key)?.laidOut
    }

    /// What `text` is, for programs that show it.
    ///
    /// - Complexity: O(bytes).
    static func kind(of text: String, key: String) -> EditorText.Kind {
        if HeaderLayout.lines(text, key: key) != nil { return .plain }
        if PrettyJSON.layOut(text) != nil { return .json }
        return isStatement(key) ? .sql : .plain
    }

    /// Whether values of a key are statements of databases: `db.query.text`, and what older senders have.
    private static func isStatement(_ key: String) -> Bool {
        ["db.query.text", "db.statement", "sql.query", "db.sql"].contains(key)
    }
}
