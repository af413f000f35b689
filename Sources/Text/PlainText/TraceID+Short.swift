package import TraceModel

extension TraceID {
    /// The first eight digits that say something: an id of 64 bits may begin with many zeros.
    package var short: String {
        let digits = jaegerHex.drop { $0 == "0" }
        return String(digits.prefix(8))
    }
}
