import PlainText

extension OperationsState {
    package func honesty(_ context: ScreenContext) -> String {
        var words = live != nil || showsRatesBelow ? liveHonesty : []
        if words.isEmpty, let figuresSource {
            words.append("following ended; figures of its last \(figuresSource.windowWords)")
        }
        if operations.failure != nil {
            words.append(
                rows.isEmpty ? "no operations loaded · R asks again" : "refresh failed (:messages)"
            )
        } else if operations.value != nil || !rows.isEmpty {
            let count = CountText.of(rows.count, "operation")
            words.append(narrow.isEmpty ? count : "\(shown.count) of \(count) match /\(narrow)")
            if omitted > 0 {
                words.append("up to \(CountText.grouped(omitted)) more are not listed")
            }
            if !hasKinds && !rows.isEmpty { words.append("the source does not tell kinds") }
        }
        if let orderSentence { words.append(orderSentence) }
        return words.joined(separator: " · ")
    }

    /// Why there are no rows, and what to do about it; empty while they are asked for.
    package func emptyText(_ context: ScreenContext) -> String {
        if let failure = operations.failure { return failure }
        if operations.value == nil { return "" }
        return context.unknownService(service) ?? "the source knows no operations of this service"
    }
}
