import TraceModel

/// Numbers for distinct texts, in the order in which they were first asked for.
///
/// One table may hold a text several times: see ``StringTable/appending(_:)``.
struct TextNumbers {
    private(set) var texts: [String?] = []
    private let strings: StringTable
    /// The number of each string of the table; −1 for one that was not asked for.
    private var known: [Int32]
    private var byText: [String?: Int32] = [:]

    init(_ strings: StringTable) {
        self.strings = strings
        known = Array(repeating: -1, count: strings.count)
    }

    mutating func number(of index: StringIndex) -> Int32 {
        if known[Int(index)] >= 0 { return known[Int(index)] }
        let number = self.number(of: strings[index])
        known[Int(index)] = number
        return number
    }

    /// Nil stands for no text at all.
    mutating func number(of text: String?) -> Int32 {
        if let number = byText[text] { return number }
        let number = Int32(texts.count)
        texts.append(text)
        byText[text] = number
        return number
    }
}

extension StringTable {
    /// All places of a text.
    func indexes(of text: String) -> [StringIndex] {
        let needle = Array(text.utf8)
        return (0..<StringIndex(count)).filter { index in
            length(of: index) == needle.count && withBytes(at: index) { $0.elementsEqual(needle) }
        }
    }
}
