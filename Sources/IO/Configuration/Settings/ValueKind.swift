import PlainText

/// What the text of a setting has to be.
package enum ValueKind: Sendable, Equatable {
    case text
    /// A switch; as a flag it takes no value.
    case toggle
    /// A whole number above zero.
    case count
    /// A whole number of so many or more.
    case atLeast(Int)
    /// A length of time, see `TimeLimit`.
    case timeLimit
    /// An amount of bytes, see `ByteSize`.
    case size
    case choice([String])
    /// A file's path.
    case path
    /// An `http`, `https`, `grpc` or `grpcs` address without user and password.
    case url
    /// An `http`, `https`, `socks5` or `socks5h` address.
    case proxy
    /// A header as `Name: value`.
    case header

    /// What to say was expected.
    package var expectation: String {
        switch self {
        case .text: "some text"
        case .toggle: "`true` or `false`"
        case .count: "a whole number above 0"
        case .atLeast(let least): "a whole number of \(least) or more"
        case .timeLimit: DurationText.expectation
        case .size: ByteSize.expectation
        case .choice(let names): "one of " + names.map { "`\($0)`" }.joined(separator: ", ")
        case .path: "a file's path"
        case .url:
            "an address such as `https://host:16686/base` or `grpc://host:16685`, "
                + "without user and password"
        case .proxy: "a proxy such as `http://host:3128` or `socks5h://host:1080`"
        case .header: "a header such as `Name: value`"
        }
    }

    /// Whether `text` is of this kind.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .text, .path: !text.isEmpty
        case .toggle: Self.toggle(text) != nil
        case .count: Int(text).map { $0 > 0 } ?? false
        case .atLeast(let least): Int(text).map { $0 >= least } ?? false
        case .timeLimit: TimeLimit(text) != nil
        case .size: ByteSize.bytes(text) != nil
        case .choice(let names): names.contains(text)
        case .url: ServerAddress(text) != nil
        case .proxy: ProxyAddress(text) != nil
        case .header: HeaderLine(text) != nil
        }
    }

    /// What to write instead of `text`, where that is clear: a number alone lacks its unit.
    package func remedy(for text: String) -> String {
        switch self {
        case .timeLimit: DurationText.remedy(for: text)
        case .size: ByteSize.remedy(for: text)
        case .text, .toggle, .count, .atLeast, .choice, .path, .url, .proxy, .header: ""
        }
    }

    /// Whether a refused value may hold a secret, and so is not repeated.
    var mayHoldSecret: Bool {
        switch self {
        case .url, .proxy, .header: true
        case .text, .toggle, .count, .atLeast, .timeLimit, .size, .choice, .path: false
        }
    }

    /// The meaning of a switch's text, or `nil` if it has none.
    package static func toggle(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1", "yes", "on": true
        case "false", "0", "no", "off": false
        default: nil
        }
    }
}
