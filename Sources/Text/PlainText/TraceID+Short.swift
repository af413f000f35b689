package import TraceModel

extension TraceID {
    /// The first eight digits that say something: an id of 64 bits may begin with many zeros.
    ///
    /// Of an id that is a text twice as much.
    package var short: String {
        if let text { return String(text.written.prefix(16)) }
        let digits = jaegerHex.drop { $0 == "0" }
        return String(digits.prefix(8))
    }
}
