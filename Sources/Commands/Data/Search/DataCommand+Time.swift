import Explorer
import PlainText
import TraceModel

extension DataCommand {
    /// The query that `terms` mean: of files, `--last` counts back from their newest trace, which is said.
    func query(of terms: SearchTerms) async throws(TraceReaderError) -> TraceQuery {
        let now = output.style.now
        guard terms.countsBackFromNewest(defaults) else {
            return terms.query(now: now, defaults: defaults)
        }
        let source = try await reader.describe()
        if let newest = source.extent?.upperBound {
            output.remark(
                "In files, times count back from the newest trace, which began at "
                    + "\(TimeText.rfc3339(newest))."
            )
        }
        let moment = terms.moment(now: now, defaults: defaults, source: source)
        return terms.query(now: moment, defaults: defaults)
    }
}
