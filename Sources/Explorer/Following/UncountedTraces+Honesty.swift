import Follow
import PlainText

extension UncountedTraces {
    /// What the figures do not hold, in few words; calls of operations that there is no room for are missing only where
    /// operations are shown.
    func words(byOperation: Bool) -> [String] {
        var words: [String] = []
        func add(_ count: Int, _ one: String, _ what: String) {
            if count > 0 { words.append("\(CountText.of(count, one)) \(what)") }
        }
        add(grownTraces, "trace", "grew too late to count")
        add(serviceCalls, "call", "of further services left out")
        if byOperation { add(operationCalls, "call", "of further operations left out") }
        add(outsideCalls, "call", "of another time left out")
        return words
    }
}
