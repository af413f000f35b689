/// Names of the log's files: their numbers, which grow.
enum LogFileName {
    private static let ending = ".log"
    private static let digits = 8

    static func name(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text + ending
    }

    /// The number in a name; nil for other files.
    static func number(_ name: String) -> Int? {
        guard name.hasSuffix(ending) else { return nil }
        let text = name.dropLast(ending.count)
        guard text.count >= digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
