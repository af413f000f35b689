/// The queries of earlier runs, one per line, oldest first.
struct QueryHistoryFile: Sendable {
    private let file: StateFile

    /// How many are kept.
    private static let limit = 500

    /// Nil where nothing can be kept.
    init?(environment: [String: String]) {
        guard let file = StateFile("queries", environment: environment) else { return nil }
        self.file = file
    }

    func load() -> [String] { Array(file.lines().suffix(Self.limit)) }

    /// Puts `query` at the end and forgets its earlier occurrence.
    ///
    /// Throws words when it could not be written.
    func add(_ query: String) throws {
        let line = String(query.map { $0.isNewline ? " " : $0 })
        try file.replace(by: (load().filter { $0 != line } + [line]).suffix(Self.limit))
    }
}
