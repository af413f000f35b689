import TraceModel
import WireFormats

extension ScreenContext {
    /// `:save [FORMAT] FILE`: writes traces, as Jaeger JSON unless the format is named.
    mutating func save(_ content: SaveTarget.Content?, _ argument: String, overwrites: Bool) {
        var path = argument
        var format = ConvertedFormat.jaeger
        for candidate in ConvertedFormat.allCases
        where argument.hasPrefix(candidate.rawValue + " ") {
            format = candidate
            path = String(argument.dropFirst(candidate.rawValue.count).drop { $0 == " " })
        }
        guard !path.isEmpty else { return tellUsage(of: .save) }
        guard let content else {
            return tell(.error, "There is nothing to save here; open traces or a trace first.")
        }
        let target = SaveTarget(
            path: path,
            format: format,
            content: content,
            overwrites: overwrites
        )
        add(.save(begin("saving"), target))
    }
}
