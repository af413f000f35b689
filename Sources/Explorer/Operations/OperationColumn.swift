import TerminalText
package import TraceModel

/// An operation as lists have it.
package struct OperationRow: Sendable {
    package var operation: Operation
    package var rates: ServiceRates?

    package init(_ operation: Operation, rates: ServiceRates? = nil) {
        self.operation = operation
        self.rates = rates
    }
}

/// The columns of a list of operations; those that the source cannot fill are absent.
package enum OperationColumn: String, ListColumn {
    case name, kind, calls, errors, p50, p95, p99, trend, errorTrend, p95Trend

    package static func usual(in list: RateList) -> [OperationColumn] {
        guard case .screen(let columns) = list.view.medium else {
            return list.hasKinds ? [.name, .kind] : [.name]
        }
        guard list.isLive else { return list.hasKinds ? [.kind, .name] : [.name] }
        // Where there is little room, figures matter more than kinds.
        return (list.hasKinds && columns >= 60 ? [.kind] : [])
            + [.name, .calls, .errors, .p50, .p95, .p99, .trend]
            + (list.hasOtherTrends ? [.errorTrend, .p95Trend] : [])
    }

    /// Whether a command can fill it: rates of operations are followed on the screen alone.
    package var isOfCommand: Bool {
        switch self {
        case .name, .kind: true
        case .calls, .errors, .p50, .p95, .p99, .trend, .errorTrend, .p95Trend: false
        }
    }

    package func column(in list: RateList) -> Column<OperationRow> {
        let letters = list.view.lettering
        switch self {
        case .name:
            return Column(
                "OPERATION",
                ColumnShape(
                    list.isLive || !list.view.isScreen ? list.nameWidth : .flexible(minimum: 8),
                    gap: 1
                ),
                fields: [Field("name") { .text($0.operation.name) }]
            ) { row, width in Cell(letters.text(row.operation.name, columns: width)) }
        case .kind:
            return Column(
                "KIND",
                ColumnShape(.fixed(9), gap: 1),
                fields: [Field("kind") { .text(optional: $0.kind) }]
            ) { row, width in
                guard let kind = row.kind else {
                    return list.view.isScreen ? .empty : Cell(letters.unknown, .muted)
                }
                return Cell(letters.text(kind, columns: width), .muted)
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

extension OperationRow {
    /// Nil where the source does not say.
    fileprivate var kind: String? { operation.kind.flatMap { $0.name.isEmpty ? nil : $0.name } }
}
