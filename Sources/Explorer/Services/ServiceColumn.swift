import PlainText
import TerminalText
import TraceModel

/// The columns of a list of services; those that the source cannot fill are absent.
package enum ServiceColumn: String, ListColumn {
    case name, operations, calls, errors, p50, p95, p99, trend, errorTrend, p95Trend

    package static func usual(in list: RateList) -> [ServiceColumn] {
        switch (list.view.isScreen, list.hasRates) {
        case (true, true):
            [.name, .operations, .calls, .errors, .p50, .p95] + (list.isLive ? [.p99] : [])
                + [.trend] + (list.hasOtherTrends ? [.errorTrend, .p95Trend] : [])
        case (true, false): [.name, .operations]
        case (false, true): [.name, .calls, .errors, .p50, .p95]
        case (false, false): [.name]
        }
    }

    /// Whether it shows a figure that the source has to be asked for.
    package var isRate: Bool {
        switch self {
        case .name, .operations: false
        case .calls, .errors, .p50, .p95, .p99, .trend, .errorTrend, .p95Trend: true
        }
    }

    /// Whether a command can fill it: how many operations a service has costs a question for each.
    package var isOfCommand: Bool { self != .operations }

    /// Whether machine forms have it unless columns are chosen; of rates, only where rates are asked for.
    package var isUsualField: Bool {
        switch self {
        case .name, .calls, .errors, .p50, .p95: true
        case .operations, .p99, .trend, .errorTrend, .p95Trend: false
        }
    }

    package func column(in list: RateList) -> Column<ServiceRow> {
        let letters = list.view.lettering
        switch self {
        case .name:
            return Column(
                "SERVICE",
                ColumnShape(list.nameWidth),
                fields: [Field("name") { .text($0.name) }]
            ) { row, width in Cell(letters.text(row.name, columns: width), .service(row.name)) }
        case .operations:
            return Column(
                "OPS",
                ColumnShape(.fixed(5), rank: 4, gap: 1),
                alignment: .right,
                fields: [Field("operationCount") { .integer(optional: $0.knownOperationCount) }]
            ) { row, _ in
                guard row.operationCount != nil else { return Cell(letters.none, .muted) }
                guard let count = row.knownOperationCount else {
                    return Cell(letters.unknown, .muted)
                }
                return Cell(letters.words(CountText.grouped(count)), .number)
            }
        case .calls: return RateColumn.calls.column(in: list).of { $0.rates }
        case .errors: return RateColumn.errors.column(in: list).of { $0.rates }
        case .p50: return RateColumn.p50.column(in: list).of { $0.rates }
        case .p95: return RateColumn.p95.column(in: list).of { $0.rates }
        case .p99: return RateColumn.p99.column(in: list).of { $0.rates }
        case .trend: return RateColumn.trend.column(in: list).of { $0.rates }
        case .errorTrend: return RateColumn.errorTrend.column(in: list).of { $0.rates }
        case .p95Trend: return RateColumn.p95Trend.column(in: list).of { $0.rates }
        }
    }
}

extension ServiceRow {
    /// Nil also where counting failed.
    fileprivate var knownOperationCount: Int? { operationCount.flatMap { $0 < 0 ? nil : $0 } }
}
