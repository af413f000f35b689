import Foundation
import TestSupport
import WireFormats

/// As much of JSON Schema (draft 2020-12) as `docs/output.schema.json` uses, to hold output to it.
///
/// Keywords known: `$ref` into `$defs`, `type`, `enum`, `pattern`, `minimum`, `maximum`, `properties`, `required`,
/// `additionalProperties: false`, `items`. Any other is a fault, so that none is passed over silently.
struct OutputSchema {
    let definitions: [JSONMember]

    init() throws {
        let url = RepositoryFiles.root.appending(path: "docs/output.schema.json")
        definitions = try JSONValue(parsing: Data(contentsOf: url))["$defs"]?.members ?? []
    }

    /// What is wrong with a value, each with its path; empty if it fits the definition.
    func faults(of value: JSONValue, as name: String) -> [String] {
        guard let schema = definitions.first(where: { $0.key == name })?.value else {
            return ["there is no definition \(name)"]
        }
        return faults(of: value, schema, at: name)
    }

    private func faults(of value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        (schema.members ?? []).flatMap { rule in
            faults(of: value, rule.key, rule.value, schema, at: path)
        }
    }

    private func faults(
        of value: JSONValue,
        _ keyword: String,
        _ rule: JSONValue,
        _ schema: JSONValue,
        at path: String
    ) -> [String] {
        switch keyword {
        case "description", "title": return []
        case "$ref":
            let name = rule.string.map { String($0.dropFirst("#/$defs/".count)) } ?? ""
            return faults(of: value, as: name).map { "\(path) as \($0)" }
        case "type":
            let types = (rule.array ?? [rule]).compactMap(\.string)
            let type = Self.type(of: value)
            let fits = types.contains(type) || type == "integer" && types.contains("number")
            return fits ? [] : ["\(path) is \(value), not \(types)"]
        case "enum":
            return rule.array?.contains(value) == true ? [] : ["\(path) is \(value)"]
        case "pattern":
            guard let text = value.string, let pattern = rule.string else { return [] }
            let matches = text.range(of: pattern, options: .regularExpression) != nil
            return matches ? [] : ["\(path) is \(text), not \(pattern)"]
        case "minimum": return isBelow(value, rule) ? ["\(path) is \(value)"] : []
        case "maximum": return isBelow(rule, value) ? ["\(path) is \(value)"] : []
        case "properties":
            return (rule.members ?? []).flatMap { property in
                value[property.key].map {
                    faults(of: $0, property.value, at: "\(path).\(property.key)")
                } ?? []
            }
        case "required":
            guard value.members != nil else { return [] }
            return (rule.array ?? []).compactMap(\.string).filter { value[$0] == nil }
                .map { "\(path).\($0) is missing" }
        case "additionalProperties":
            return (value.members ?? []).map(\.key).filter { schema["properties"]?[$0] == nil }
                .map { "\(path).\($0) is not known" }
        case "items":
            return (value.array ?? []).enumerated().flatMap { index, element in
                faults(of: element, rule, at: "\(path)[\(index)]")
            }
        default: return ["\(path): the schema's \(keyword) is not understood"]
        }
    }

    private func isBelow(_ value: JSONValue, _ bound: JSONValue) -> Bool {
        guard let value = value.double, let bound = bound.double else { return false }
        return value < bound
    }

    /// The name of a value's type; a number written with a fraction or an exponent is no integer.
    private static func type(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .int: "integer"
        case .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
