package import Configuration
import FoundationEssentials

/// What `spoor config` prints.
///
/// It is given settings whose secrets are masked already.
package enum SettingsText {
    /// One setting per line: name, value, origin, aligned; `-` where nothing is set.
    package static func table(_ settings: ResolvedSettings, usualPath: String?) -> String {
        let rows = settings.report.map { ($0.name, $0.value ?? "-", $0.origin.description) }
        let names = rows.map(\.0.count).max() ?? 0
        // One very long value does not push all origins away.
        let values = min(rows.map(\.1.count).max() ?? 0, 48)
        var lines = [header(settings, usualPath: usualPath)]
        lines += rows.map { name, value, origin in
            padded(name, names) + "  " + padded(value, values) + "  " + origin
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same as one JSON document: `{"file":…,"contexts":[…],"settings":[{"name","value","origin"}]}`.
    package static func json(_ settings: ResolvedSettings) throws -> String {
        let document = Document(
            file: settings.filePath,
            contexts: settings.contextNames,
            settings: settings.report.map {
                Document.Line(name: $0.name, value: $0.value, origin: $0.origin.description)
            }
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }

    private struct Document: Encodable {
        struct Line: Encodable {
            let name: String
            let value: String?
            let origin: String
        }

        let file: String?
        let contexts: [String]
        let settings: [Line]
    }

    private static func header(_ settings: ResolvedSettings, usualPath: String?) -> String {
        guard let path = settings.filePath else {
            return "# no configuration file" + (usualPath.map { "; it would be \($0)" } ?? "")
        }
        let contexts = settings.contextNames.joined(separator: ", ")
        return "# \(path)" + (contexts.isEmpty ? "" : "; contexts: \(contexts)")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
