import TestSupport
import Testing

/// A usual kind of ids in messages.
struct IDKind: Sendable, CustomTestStringConvertible {
    let name: String
    /// 0...1: how many of them must have the commonest shape.
    let share: Double
    let make: @Sendable (inout SeededGenerator) -> String

    var testDescription: String { name }
}

enum UUIDText {
    static func random(_ generator: inout SeededGenerator) -> String {
        [8, 4, 4, 4, 12].map { generator.text($0, of: .hex) }.joined(separator: "-")
    }
}

/// The characters of an encoding.
struct IDAlphabet: Sendable {
    let characters: [Character]

    private static let digits = "0123456789"
    private static let small = "abcdefghijklmnopqrstuvwxyz"

    static let decimal = IDAlphabet(characters: Array(digits))
    static let hex = IDAlphabet(characters: Array(digits + "abcdef"))
    static let base36 = IDAlphabet(characters: Array(digits + small))
    static let base62 = IDAlphabet(characters: Array(digits + small + small.uppercased()))
    static let base64URL = IDAlphabet(
        characters: Array(digits + small + small.uppercased() + "-_")
    )
    static let capitals36 = IDAlphabet(characters: Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    static let crockford = IDAlphabet(characters: Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
}

extension SeededGenerator {
    mutating func text(_ length: Int, of alphabet: IDAlphabet) -> String {
        String((0..<length).map { _ in alphabet.characters.randomElement(using: &self) ?? "0" })
    }
}
