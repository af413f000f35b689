import PlainText

/// A text with parameters to be filled in: `https://logs/?trace=#{trace.traceID}`.
struct LinkTemplate: Equatable {
    private enum Piece: Equatable {
        case text(String)
        case parameter(String, [LinkFunction])
    }

    private var pieces: [Piece] = []
    /// Functions that there are not, as they were written.
    private(set) var unknownFunctions: [String] = []

    /// What has no closing brace is text.
    init(_ text: String) {
        var rest = Substring(text)
        while let opening = rest.firstRange(of: "#{") {
            let inside = rest[opening.upperBound...]
            guard let closing = inside.firstIndex(of: "}") else { break }
            add(String(rest[..<opening.lowerBound]))
            addParameter(inside[..<closing])
            rest = inside[inside.index(after: closing)...]
        }
        add(String(rest))
    }

    private mutating func add(_ text: String) {
        if !text.isEmpty { pieces.append(.text(text)) }
    }

    private mutating func addParameter(_ text: Substring) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.split(whereSeparator: \.isWhitespace) }
        var functions: [LinkFunction] = []
        for words in parts.dropFirst() {
            if let function = LinkFunction(words) {
                functions.append(function)
            } else {
                unknownFunctions.append(words.joined(separator: " "))
            }
        }
        pieces.append(.parameter(parts[0].joined(separator: " "), functions))
    }

    /// What stands before the first parameter.
    var beginning: String {
        if case .text(let text)? = pieces.first { text } else { "" }
    }

    /// The text with what `value` says of each parameter; nil where one is not known.
    func filled(encodes: Bool, _ value: (String) -> LinkValue?) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let literal): text += literal
            case .parameter(let name, let functions):
                guard let known = value(name) else { return nil }
                let result = functions.reduce(known) { $1.apply(to: $0) }.text
                text += encodes ? PercentEncoding.encode(result) : result
            }
        }
        return text
    }
}
