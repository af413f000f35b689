import Explorer

extension ValuePane {
    /// A long text, a row for each of its lines.
    func lines(_ screen: ValueState) -> ScreenLines {
        ScreenLines(
            title: "Value: \(screen.title)",
            rowCount: screen.lineCount,
            selected: screen.hits.indices.contains(screen.hit)
                ? screen.hits[screen.hit] : screen.top,
            noun: "lines"
        ) { screen.line($0) }
    }
}
