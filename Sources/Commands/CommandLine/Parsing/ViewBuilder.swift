import Explorer
import TerminalText
import TraceAnalysis
import TraceModel

/// Reads the options of commands that print a view of a trace.
struct ViewBuilder {
    let word: CommandWord
    let scanned: ScannedArguments

    func build(_ trace: TraceIDText) throws(CommandLineError) -> TraceViewRequest {
        TraceViewRequest(trace: trace, raw: scanned.has(OptionTable.raw), view: try view())
    }

    private func view() throws(CommandLineError) -> TraceViewRequest.View {
        switch word {
        case .flame: return .flame
        case .events: return .events
        case .graph: return .graph
        case .spans:
            var order = SpanOrder()
            if let (column, isInverted) = try sorting(SpanColumn.self) {
                order.column = column
                order.isInverted = isInverted
            }
            return .spans(order)
        default:
            var order = StatisticsOrder()
            if let (column, isInverted) = try sorting(StatisticsColumn.self) {
                order.column = column
                order.isInverted = isInverted
            }
            return .statistics(
                by: try grouping(OptionTable.by) ?? .service,
                then: try grouping(OptionTable.then),
                order
            )
        }
    }

    private func grouping(_ option: CommandLineOption) throws(CommandLineError) -> SpanGrouping? {
        guard let given = scanned.values(option).last else { return nil }
        guard let grouping = SpanGrouping(given.text) else {
            throw scanned.unfit(given, "service, operation, kind or the key of an attribute")
        }
        return grouping
    }

    private func sorting<Choice: ListColumn>(
        _ type: Choice.Type
    ) throws(CommandLineError) -> (Choice, isInverted: Bool)? {
        guard let given = scanned.values(OptionTable.sort).last else { return nil }
        let isInverted = given.text.hasPrefix("-")
        let name = String(given.text.drop { $0 == "-" })
        guard let column = Choice(rawValue: name) else {
            let names = Choice.names
            let hint = NearestName.hint(name, among: names)
            throw CommandLineError(
                "`\(name)` is not a column of `spoor \(word.rawValue)`, which has "
                    + names.joined(separator: ", ") + (hint.isEmpty ? "." : hint)
            )
        }
        return (column, isInverted)
    }
}
