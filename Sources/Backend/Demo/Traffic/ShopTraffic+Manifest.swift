import TraceModel

extension ShopTraffic {
    /// The planted troubles of this traffic, each with a trace of the past that shows it.
    ///
    /// - Complexity: makes the past again until every trouble has shown; some milliseconds.
    package func manifest() -> ShopManifest {
        let examples = newestExamples()
        let past = Int(options.history.components.seconds)
        let entries = PlantedTrouble.all.map { trouble in
            ShopManifest.Entry(
                trouble: trouble,
                windows: trouble.schedule.windows(in: -past..<3600).map { window in
                    ShopManifest.Window(
                        begin: time(atSecond: max(window.begin, -past)),
                        end: window.end.map(time(atSecond:))
                    )
                },
                exampleTraceID: examples[trouble.name]
            )
        }
        return ShopManifest(options: options, anchor: anchor, entries: entries)
    }

    private func time(atSecond second: Int) -> UInt64 {
        UInt64(bitPattern: Int64(bitPattern: anchor) &+ .seconds(Int64(second)))
    }

    /// Traces that show nothing else come first: they are easier to learn from.
    private func newestExamples() -> [String: String] {
        var pure: [String: String] = [:]
        var mixed: [String: String] = [:]
        for slice in historySlices.reversed() {
            for trace in traces(inSlice: slice) {
                for name in trace.troubles {
                    mixed[name] = mixed[name] ?? trace.id.hex
                    if trace.troubles.count == 1 { pure[name] = pure[name] ?? trace.id.hex }
                }
            }
            if pure.count == PlantedTrouble.all.count { break }
        }
        return mixed.merging(pure) { $1 }
    }
}
