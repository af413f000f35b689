import Foundation

/// Paths into documents of JSON.
enum ReadPath {
    /// What of `path` is not there, in words; nil if all of it is.
    static func fault(_ path: String, in document: Any) -> String? {
        let sides = path.split(separator: ":")
        var values: [Any] = [document]
        for step in sides[0].split(separator: ".") {
            let name = step.hasSuffix("[]") ? String(step.dropLast(2)) : String(step)
            var next: [Any] = []
            for value in values {
                guard let member = (value as? [String: Any])?[name] else { return "no \(name)" }
                guard step.hasSuffix("[]") else {
                    next.append(member)
                    continue
                }
                guard let list = member as? [Any] else { return "\(name) is no list" }
                next += list
            }
            if next.isEmpty { return "\(name) is empty" }
            values = next
        }
        let type = sides[1]
        return values.allSatisfy { isOf(type, $0) } ? nil : "some value is not of type \(type)"
    }

    private static func isOf(_ type: Substring, _ value: Any) -> Bool {
        switch type {
        case "s": value is String
        case "n": value is NSNumber
        case "l": value is [Any]
        case "o": value is [String: Any]
        case "0": value is NSNull
        default: false
        }
    }
}
