import PlainText
import TerminalText

/// What is said of a service that the source does not know.
package enum UnknownService {
    /// Services that are listed where none is near.
    private static let mostNames = 5

    /// A sentence with the service that may be meant, or with those there are; nil where it is known, or nothing is.
    package static func sentence(_ name: String, among known: [String]) -> String? {
        guard !known.isEmpty, !known.contains(name) else { return nil }
        let start = "There is no service `\(name)`"
        if let near = NearestName.of(name, among: known) {
            return start + "; did you mean `\(near)`?"
        }
        let names = known.prefix(mostNames).joined(separator: ", ")
        let rest = known.count - mostNames
        return start + "; there are \(names)"
            + (rest > 0 ? " and \(CountText.grouped(rest)) more." : ".")
    }
}
