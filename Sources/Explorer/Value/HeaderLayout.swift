import WireFormats

/// Headers, and other pairs of names and values, that came as JSON: one in a line, as HTTP writes them.
enum HeaderLayout {
    /// Longer texts are no headers: servers take some kilobytes.
    private static let mostBytes = 262_144

    /// `name: value` for each header; nil for what is no list of them.
    ///
    /// That is an array of pairs (`[["accept","*/*"]]`, `[{"name":"accept","value":"*/*"}]`); under a key that speaks of headers or metadata also
    /// an object of texts; and under a key of one header, such as `http.request.header.accept`, the array of its values.
    ///
    /// - Complexity: O(bytes).
    static func lines(_ text: String, key: String) -> [String]? {
        guard let first = text.utf8.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "[") || first == UInt8(ascii: "{"),
            text.utf8.count <= mostBytes, let value = try? JSONValue(parsing: text.utf8)
        else { return nil }
        let lines: [String]?
        if isOneHeader(key) {
            lines = value.array.flatMap { texts(of: $0) }
        } else if let elements = value.array {
            lines = all(elements.map(pair))
        } else if speaksOfHeaders(key), let members = value.members {
            lines = all(members.map { pair($0.key, $0.value) })
        } else {
            lines = nil
        }
        guard let lines, !lines.isEmpty, !lines.contains(where: { $0.contains(where: \.isNewline) })
        else { return nil }
        return lines
    }

    private static func isOneHeader(_ key: String) -> Bool {
        [
            "http.request.header.", "http.response.header.", "rpc.grpc.request.metadata.",
            "rpc.grpc.response.metadata.",
        ].contains { key.hasPrefix($0) }
    }

    private static func speaksOfHeaders(_ key: String) -> Bool {
        key.hasSuffix("headers") || key.hasSuffix("header") || key.hasSuffix("metadata")
    }

    private static func pair(_ element: JSONValue) -> String? {
        if let two = element.array, two.count == 2, let name = two[0].string {
            return pair(name, two[1])
        }
        guard let members = element.members, members.count == 2, let value = element["value"],
            let name = (element["name"] ?? element["key"])?.string
        else { return nil }
        return pair(name, value)
    }

    private static func pair(_ name: String, _ value: JSONValue) -> String? {
        let values = value.array.map { texts(of: $0) } ?? text(of: value).map { [$0] }
        return values.map { "\(name): \($0.joined(separator: ", "))" }
    }

    private static func texts(of elements: [JSONValue]) -> [String]? {
        all(elements.map(text))
    }

    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .int(let number): "\(number)"
        case .bool(let value): "\(value)"
        case .double(let number): "\(number)"
        case .null: ""
        case .array, .object: nil
        }
    }

    /// All of them, if there are all.
    private static func all(_ texts: [String?]) -> [String]? {
        let found = texts.compactMap { $0 }
        return found.count == texts.count ? found : nil
    }
}
