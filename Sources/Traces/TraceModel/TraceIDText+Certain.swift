extension TraceIDText {
    /// Whether the text can hardly be anything else: short hexadecimal digits and 22 letters may as well be words.
    package var isCertain: Bool {
        switch form {
        case .hexadecimal(let digits): digits >= 16
        case .traceparent, .url: true
        case .base64, .text: false
        }
    }

    /// Whether the text is rather an id than a word that was mistyped.
    package var isLikely: Bool {
        switch form {
        case .hexadecimal(let digits): digits >= 8
        case .traceparent, .url, .base64: true
        case .text: false
        }
    }
}
