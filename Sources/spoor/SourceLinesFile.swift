/// Lines that are kept of each source, such as its pinned services: `SOURCE<tab>LINE` for all sources together.
struct SourceLinesFile: Sendable {
    private let file: StateFile
    private let source: String

    /// How many are kept, for all sources together.
    private static let limit = 2000

    /// Nil where nothing can be kept.
    init?(_ name: String, source: String, environment: [String: String]) {
        guard let file = StateFile(name, environment: environment) else { return nil }
        self.file = file
        self.source = String(source.map { $0 == "\t" || $0.isNewline ? " " : $0 })
    }

    func load() -> [String] {
        file.lines().filter { $0.hasPrefix(source + "\t") }.map {
            String($0.dropFirst(source.count + 1))
        }
    }

    /// Keeps exactly these for the source, except those that are not one line.
    ///
    /// Throws words when they could not be written.
    func replace(by lines: [String]) throws {
        let others = file.lines().filter { !$0.hasPrefix(source + "\t") }
        let own = lines.filter { !$0.contains(where: \.isNewline) }.map { source + "\t" + $0 }
        try file.replace(by: (others + own).suffix(Self.limit))
    }
}
