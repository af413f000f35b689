package import PlainText
package import TerminalText
package import TraceAnalysis

/// Settings of the explorer, fixed at its start.
package struct ExplorerSettings: Sendable {
    /// Where the traces come from, for the breadcrumb: a context's name, a host, a file.
    package var sourceName: String
    /// Where Jaeger's UI and API are, for links and commands that are copied; nil for files.
    package var baseURL: String?
    /// The zone of `U` when it is not UTC.
    package var localZone: Zone
    package var usesUTC: Bool
    package var search: SearchDefaults
    package var keyMap: KeyMap
    /// Earlier queries, oldest first.
    package var queryHistory: [String]
    /// Services that were pinned in earlier runs on this source.
    package var pinnedServices: [String]
    /// Columns of lists that the user wants in place of the usual ones.
    package var columns: ColumnChoices
    /// What traces are coloured by; nil for services.
    package var coloring: SpanGrouping?
    /// What was chosen of both on this source, in earlier runs too.
    package var kept: ViewChoices
    /// Links of attributes and traces.
    package var linkPatterns: LinkPatterns
    /// One row of a trace stands for so many equal siblings or more.
    package var foldsFrom: Int
    package var version: String
    /// Which signs the terminal shows.
    package var glyphs: GlyphSet
    /// What to do when the source cannot be reached, a line for each choice; nil when there is nothing to add.
    package var unreachableHint: String?

    package init(
        sourceName: String,
        baseURL: String? = nil,
        localZone: Zone = .utc,
        usesUTC: Bool = true,
        search: SearchDefaults = SearchDefaults(),
        keyMap: KeyMap = KeyMap(),
        queryHistory: [String] = [],
        pinnedServices: [String] = [],
        columns: ColumnChoices = ColumnChoices(),
        kept: ViewChoices = ViewChoices(),
        linkPatterns: LinkPatterns = LinkPatterns(),
        foldsFrom: Int = 5,
        version: String = "",
        glyphs: GlyphSet = .unicode,
        unreachableHint: String? = nil
    ) {
        self.sourceName = sourceName
        self.baseURL = baseURL
        self.localZone = localZone
        self.usesUTC = usesUTC
        self.search = search
        self.keyMap = keyMap
        self.queryHistory = queryHistory
        self.pinnedServices = pinnedServices
        self.columns = columns
        for list in ListName.allCases {
            if let names = kept.columns[list] { self.columns[list] = names }
        }
        coloring = kept.coloring
        self.kept = kept
        self.linkPatterns = linkPatterns
        self.foldsFrom = foldsFrom
        self.version = version
        self.glyphs = glyphs
        self.unreachableHint = unreachableHint
    }
}
