import PlainText
import TerminalText
import TraceModel

/// What the columns have to know of a list of services, or of operations, with their rates.
package struct RateList: Sendable {
    package var view: ListView
    /// The widest name.
    package var names: Int
    /// The source fills the columns of rates.
    package var hasRates: Bool
    /// The source says what kinds operations are.
    package var hasKinds: Bool
    /// How figures were followed; nil where they were not.
    package var figuresSource: FiguresSource?

    package init(
        _ view: ListView,
        names: Int = 0,
        hasRates: Bool,
        hasKinds: Bool = false,
        figuresSource: FiguresSource? = nil
    ) {
        self.view = view
        self.names = names
        self.hasRates = hasRates
        self.hasKinds = hasKinds
        self.figuresSource = figuresSource
    }

    var isLive: Bool { figuresSource != nil }

    /// A source's metrics tell how errors and latencies went, too; of traces only the calls over time are counted.
    var hasOtherTrends: Bool { hasRates && figuresSource != .traces }

    /// Names are shortened to make room for figures.
    var nameWidth: ColumnWidth {
        guard case .screen(let columns) = view.medium else {
            return .flexible(minimum: 8, ideal: 16)
        }
        return .fitting(max(names, 9), minimum: 8, ideal: columns < 60 ? 11 : 22)
    }

    /// A figure, or a sign where it is unknown; worse ones stand out on screen.
    func figure(_ text: String?, isWorse: Bool = false) -> Cell {
        let letters = view.lettering
        guard let text else { return Cell(letters.unknown, .muted) }
        return isWorse
            ? Cell(letters.worse + " " + letters.words(text), .error, isStrong: true)
            : Cell(letters.words(text), .number)
    }
}

extension RateList {
    /// The services as they are on screen.
    package init(_ view: ListView, _ state: ServicesState) {
        self.init(
            view,
            names: Self.widest(state.rows.lazy.map(\.name), view),
            hasRates: state.hasRates,
            figuresSource: (state.live ?? state.ended)?.figuresSource
        )
    }

    /// Columns of the widest of `names`, as far as that matters.
    static func widest(_ names: some Sequence<String>, _ view: ListView) -> Int {
        names.reduce(0) { max($0, view.lettering.text($1, columns: 60).width) }
    }
}

extension RateList {
    /// The operations as they are on screen.
    package init(_ view: ListView, _ state: OperationsState) {
        self.init(
            view,
            names: Self.widest(state.rows.lazy.map(\.name), view),
            hasRates: state.figuresSource != nil,
            hasKinds: state.hasKinds,
            figuresSource: state.figuresSource
        )
    }
}
