package import Configuration
import TerminalText
import TraceModel
import WireFormats

/// What `spoor config` prints.
package enum SettingsText {
    /// One setting per line: name, value, origin, aligned; `-` where nothing is set.
    package static func table(
        _ settings: ResolvedSettings,
        usualPath: String?,
        showsSecrets: Bool = false
    ) -> String {
        let rows = settings.report(showsSecrets: showsSecrets).map { line in
            (shown(line.name), line.value.map(shown) ?? "-", shown(line.origin.description))
        }
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
    ///
    /// On one line, or laid out for people; what is not set is null.
    package static func json(
        _ settings: ResolvedSettings,
        isOnTerminal: Bool,
        showsSecrets: Bool = false
    ) -> String {
        let lines = settings.report(showsSecrets: showsSecrets)
        let line = JSONWriter.document { writer in
            writer.object { writer in
                writer.field("file", optional: settings.filePath)
                writer.field("contexts", settings.contextNames)
                writer.list("settings", lines) { writer, line in
                    writer.object { writer in
                        writer.field("name", line.name)
                        writer.field("value", optional: line.value)
                        writer.field("origin", line.origin.description)
                    }
                }
            }
        }
        let text = String(decoding: JSONString.escapingInvisible(line), as: UTF8.self)
        return (isOnTerminal ? PrettyJSON.layOut(text) ?? text : text) + "\n"
    }

    private static func header(_ settings: ResolvedSettings, usualPath: String?) -> String {
        guard let path = settings.filePath else {
            return "# no configuration file"
                + (usualPath.map { "; it would be \(shown($0))" } ?? "")
        }
        let contexts = settings.contextNames.map(shown).joined(separator: ", ")
        return "# \(shown(path))" + (contexts.isEmpty ? "" : "; contexts: \(contexts)")
    }

    /// What a file says may be anything.
    private static func shown(_ text: String) -> String {
        SafeText(sanitizing: text, columns: .max / 2).string
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
