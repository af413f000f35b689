import PlainText

/// Text on its way into a clipboard, which may be pasted into a shell.
struct ClipboardText {
    /// With control characters made visible, so that pasting it into a shell runs nothing.
    let text: String
    /// How many were made visible.
    let replacedControls: Int

    init(_ raw: String) {
        var text = String.UnicodeScalarView()
        var replaced = 0
        for scalar in raw.unicodeScalars {
            let value = scalar.value
            let isControl = value < 0x20 && value != 0x0A && value != 0x09 || value == 0x7F
            if isControl {
                text.append(Unicode.Scalar(value == 0x7F ? 0x2421 : 0x2400 + value) ?? "\u{FFFD}")
                replaced += 1
            } else if (0x80...0x9F).contains(value) {
                text.append("\u{FFFD}")
                replaced += 1
            } else {
                text.append(scalar)
            }
        }
        self.text = String(text)
        replacedControls = replaced
    }

    /// What was copied, in words.
    func description(of what: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
        var words = "\(what), \(CountText.bytes(text.utf8.count))"
        if lines > 1 { words += " in \(lines) lines" }
        if replacedControls > 0 {
            words += ", \(CountText.of(replacedControls, "control character")) made visible"
        }
        return words
    }
}
