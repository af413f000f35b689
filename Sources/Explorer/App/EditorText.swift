/// A text that is handed to an editor to be read there.
package struct EditorText: Sendable, Equatable {
    /// What the text is, which editors see by the end of the file's name.
    package enum Kind: Sendable {
        /// What a screen shows, in signs of Unicode.
        case screen
        case plain, json, sql

        package var suffix: String {
            switch self {
            case .screen, .plain: ".txt"
            case .json: ".json"
            case .sql: ".sql"
            }
        }
    }

    package let text: String
    package let kind: Kind

    init(_ text: String, _ kind: Kind) {
        self.text = text
        self.kind = kind
    }

    /// A value of a trace, laid out as where it is opened whole.
    init(value: String, key: String) {
        text = ValueLayout.layOut(value, key: key) ?? value
        kind = ValueLayout.kind(of: value, key: key)
    }
}
