import Foundation

/// Which keys an answer has where, whatever stands behind them.
struct AnswerShape {
    /// Keys by the path to the object that has them; elements of a list share a path.
    private var keys: [String: Set<String>] = [:]

    /// Keys that are there or not by what a trace holds.
    private static let optional: Set<String> = [
        "flags", "errorSpanCount", "orphanSpanCount", "rootServiceName", "rootOperationName",
    ]
    /// Below these the names and kinds of values are the traces' own.
    private static let open: Set<String> = [
        "processes", "tags", "attributes", "fields", "spans", "scopeSpans",
    ]

    init(_ bytes: [UInt8]) throws {
        note(try JSONSerialization.jsonObject(with: Data(bytes)), at: "answer")
    }

    /// The first path at which both have an object, of other keys; nil if there is none.
    func difference(from other: AnswerShape) -> String? {
        for (path, keys) in keys.sorted(by: { $0.key < $1.key }) {
            guard let others = other.keys[path], keys != others else { continue }
            return "\(path) has \(keys.sorted()) instead of \(others.sorted())"
        }
        return nil
    }

    private mutating func note(_ value: Any, at path: String) {
        if let list = value as? [Any] {
            for element in list { note(element, at: path + "[]") }
        } else if let object = value as? [String: Any] {
            keys[path, default: []].formUnion(Set(object.keys).subtracting(Self.optional))
            for (key, value) in object where !Self.open.contains(key) {
                note(value, at: "\(path).\(key)")
            }
        }
    }
}
