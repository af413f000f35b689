/// The services that stay at the top of the list, of one source: lines of `SOURCE<tab>SERVICE`.
struct PinnedServicesFile: Sendable {
    private let file: StateFile
    private let source: String

    /// How many are kept, for all sources together.
    private static let limit = 2000

    /// Nil where nothing can be kept.
    init?(source: String, environment: [String: String]) {
        guard let file = StateFile("pinned", environment: environment) else { return nil }
        self.file = file
        self.source = Self.plain(source)
    }

    func load() -> [String] {
        file.lines().filter { $0.hasPrefix(source + "\t") }.map {
            String($0.dropFirst(source.count + 1))
        }
    }

    /// Keeps exactly these for the source, except names that are not one line.
    ///
    /// Throws words when they could not be written.
    func replace(by services: [String]) throws {
        let others = file.lines().filter { !$0.hasPrefix(source + "\t") }
        let own = services.filter { $0 == Self.plain($0) }.map { source + "\t" + $0 }
        try file.replace(by: (others + own).suffix(Self.limit))
    }

    private static func plain(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
