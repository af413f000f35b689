import Explorer
import Follow
import PlainText
import TerminalText
import TraceModel

/// The columns of rates, errors and latencies beside a list of services or operations.
struct RateColumns {
    enum Kind { case operations, calls, errors, p50, p95, p99, trend }

    struct Column {
        let kind: Kind
        let title: String
        let width: Int
        var start = 0
        var alignment: SafeText.Alignment { kind == .trend ? .left : .right }
    }

    let nameWidth: Int
    let cells: [Column]

    private static let trendColumns = 15

    /// Takes as many columns as there is room for beside the names, the most telling first where the list is followed.
    ///
    /// `hasRates` is false for a source that cannot fill them; `way` is set for figures that were followed.
    init(
        names longest: Int,
        at left: Int = 2,
        width: Int,
        hasRates: Bool,
        hasCounts: Bool,
        way: LiveServices.Way?
    ) {
        let isLive = way != nil
        var cells: [Column] = []
        if hasCounts { cells.append(Column(kind: .operations, title: "OPS", width: 5)) }
        if hasRates {
            cells += [
                Column(kind: .calls, title: "CALLS/s", width: 8),
                Column(kind: .errors, title: "ERRORS", width: 8),
                Column(kind: .p50, title: "P50", width: 7),
                Column(kind: .p95, title: "P95", width: isLive ? 8 : 7),
            ]
            if isLive { cells.append(Column(kind: .p99, title: "P99", width: 7)) }
            let title = way == .traces ? "LAST 5 MIN" : "LAST 15 MIN"
            cells.append(Column(kind: .trend, title: title, width: Self.trendColumns))
        }
        let least = max(isLive && width < 60 ? 10 : 12, min(longest, 22))
        func needed() -> Int { cells.reduce(left + (isLive ? 1 : 2) + least) { $0 + $1.width + 1 } }
        if isLive {
            if width < 100 { cells.removeAll { $0.kind == .p99 } }
            let expendable: [Kind] = [.operations, .p99, .trend, .p50, .p95, .errors]
            for kind in expendable where needed() > width { cells.removeAll { $0.kind == kind } }
        } else {
            while cells.count > 1 && needed() > width { cells.removeLast() }
        }
        // Air between the last figure and the trend.
        let air = cells.last?.kind == .trend ? 2 : 0
        let used = cells.reduce(left + air) { $0 + $1.width + 1 }
        nameWidth = max(min(least, 12), min(longest + 2, width - used))
        var start = left + nameWidth
        for index in cells.indices {
            start += 1
            cells[index].start = start
            start += cells[index].width
        }
        if let last = cells.indices.last { cells[last].start += air }
        self.cells = cells
    }

    func paintTitles(on canvas: inout Canvas, pen: Pen) {
        for column in cells {
            canvas.put(
                pen.cell(column.title, column.width, column.alignment),
                row: 0,
                column: column.start,
                style: Style(.headerLine, bold: true)
            )
        }
    }

    /// The figures of one line.
    func paint(
        _ rates: ServiceRates?,
        operationCount: Int? = nil,
        row: Int,
        on canvas: inout Canvas,
        pen: Pen
    ) {
        for column in cells {
            let (text, style) = Self.content(of: column.kind, rates, operationCount, pen)
            canvas.put(
                text.fitted(to: column.width, column.alignment, glyphs: pen.glyphs),
                row: row,
                column: column.start,
                style: style
            )
        }
    }

    private static func content(
        of kind: Kind,
        _ rates: ServiceRates?,
        _ operationCount: Int?,
        _ pen: Pen
    ) -> (SafeText, Style) {
        func figure(_ text: String?, isWorse: Bool = false) -> (SafeText, Style) {
            guard let text else { return (pen.unknown, Style(.muted)) }
            return isWorse
                ? (pen.worse + " " + pen.words(text), Style(.error, bold: true))
                : (pen.words(text), Style(.number))
        }
        switch kind {
        case .operations:
            guard let operationCount else { return (pen.none, Style(.muted)) }
            return operationCount < 0
                ? (pen.unknown, Style(.muted)) : figure(CountText.grouped(operationCount))
        case .calls:
            let sign = rates?.isLowerBound == true ? "≥" : ""
            return figure(rates?.calls.map { sign + CountText.rate($0) })
        case .errors:
            guard let share = rates?.errors else { return (pen.unknown, Style(.muted)) }
            if rates?.departure.contains(.errors) == true {
                return figure(CountText.percent(share), isWorse: true)
            }
            let text = pen.words(CountText.percent(share))
            return share >= 0.05
                ? (pen.failure + " " + text, Style(.error, bold: true)) : (text, Style(.number))
        case .p50: return figure(rates?.p50.flatMap(DurationText.short(nanoseconds:)))
        case .p95:
            return figure(
                rates?.p95.flatMap(DurationText.short(nanoseconds:)),
                isWorse: rates?.departure.contains(.latency) == true
            )
        case .p99: return figure(rates?.p99.flatMap(DurationText.short(nanoseconds:)))
        case .trend: return (trend(rates?.trend ?? [], pen), Style(.bar))
        }
    }

    private static func trend(_ values: [Double?], _ pen: Pen) -> SafeText {
        let points = values.suffix(trendColumns)
            .map { $0.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }
        let most = points.compactMap { $0 }.max() ?? 0
        let blocks = points.map { value -> SafeText in
            guard let value, most > 0 else { return " " }
            return pen.block(1 + Int((value / most * 7).rounded()))
        }
        return SafeText.joined(blocks, separator: "")
    }
}
