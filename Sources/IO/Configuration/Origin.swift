import TerminalText

/// Where a setting's value was said.
package enum Origin: Sendable, Equatable, CustomStringConvertible {
    /// An option, with its dashes.
    case flag(String)
    /// A word of the command line that is not an option, such as a context's name.
    case argument(String)
    /// The name of an environment variable.
    case environment(String)
    /// The name of the configuration file without its folder, and the line counted from 1.
    case file(String, line: Int?)
    case `default`

    /// `flag --url`, `SPOOR_URL`, `config.yaml:12` or `default`.
    package var description: String {
        switch self {
        case .flag(let name): "flag \(name)"
        case .argument(let word): "argument \(MaskedText.masking(word))"
        default: short
        }
    }

    /// The same, short enough to begin a sentence.
    package var short: String {
        switch self {
        case .flag(let name), .environment(let name): name
        case .argument(let word): MaskedText.masking(word)
        case .file(let name, let line): line.map { "\(name):\($0)" } ?? name
        case .default: "default"
        }
    }

    /// How much this origin counts: the higher one wins.
    var precedence: Int {
        switch self {
        case .flag, .argument: 3
        case .environment: 2
        case .file: 1
        case .default: 0
        }
    }
}

/// A value and where it was said.
package struct Resolved<Value: Sendable>: Sendable {
    package let value: Value
    package let origin: Origin

    package init(_ value: Value, _ origin: Origin) {
        self.value = value
        self.origin = origin
    }

    func map<Other>(_ transform: (Value) -> Other) -> Resolved<Other> {
        Resolved<Other>(transform(value), origin)
    }
}

extension Resolved: Equatable where Value: Equatable {}
