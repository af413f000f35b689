import PlainText
import TraceModel

/// A span as text for chat, tickets and shells.
package enum SpanText {
    /// One line for chat.
    package static func summary(_ state: SpanDetails, link: String?) -> String {
        guard let span = state.span else { return state.title }
        var words = [state.title, span.durationWords]
        if span.isError {
            words.append(
                "ERROR" + (span.statusMessage.isEmpty ? "" : ": " + oneLine(span.statusMessage))
            )
        }
        words.append("trace \(span.traceID.jaegerHex) span \(span.id.hex)")
        words.append(
            (span.start.isKnown ? "" : "start ") + TimeText.rfc3339OrUnknown(span.start)
        )
        if let link { words.append(link) }
        return words.joined(separator: " · ")
    }

    /// A short table for tickets.
    package static func markdown(_ state: SpanDetails, link: String?) -> String {
        guard let span = state.span else { return state.title }
        var lines = ["**\(oneLine(state.title))** \(state.times)", ""]
        lines += ["| key | value |", "|---|---|"]
        func row(_ key: String, _ value: String) {
            lines.append("| \(cell(key)) | \(cell(value)) |")
        }
        row("trace", span.traceID.jaegerHex)
        row("span", span.id.hex)
        row("start", TimeText.rfc3339OrUnknown(span.start))
        if span.isError { row("error", span.statusMessage) }
        for attribute in span.attributes { row(attribute.key, JSONText.plain(attribute.value)) }
        if let link { lines += ["", link] }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func cell(_ text: String) -> String {
        var escaped = ""
        for character in oneLine(text) {
            if character == "|" || character == "\\" { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }

    /// `text` as one word of a POSIX shell.
    package static func shellWord(_ text: String) -> String {
        let plain = text.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=@%+,".contains($0))
        }
        if plain && !text.isEmpty { return text }
        var quoted = "'"
        for character in text {
            if character == "'" { quoted += "'\\''" } else { quoted.append(character) }
        }
        return quoted + "'"
    }
}
