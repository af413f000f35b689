extension TraceIDText {
    /// Whether the text can hardly be anything else: short hexadecimal digits and 22 letters may as well be words.
    package var isCertain: Bool {
        switch form {
        case .hexadecimal(let digits): digits >= 16
        case .traceparent, .url: true
        case .base64: false
        }
    }
}
