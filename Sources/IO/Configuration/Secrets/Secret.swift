/// A token, a password or a header's value that lets someone in.
///
/// It never shows itself: every description is masked and says only where the secret comes from. It
/// is fetched when it is needed, not when settings are read, so that `spoor config` runs no command.
package struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    enum Source: Sendable, Equatable {
        case given(String)
        /// A variable's name and what it held when settings were read.
        case environment(String, value: String?)
        case file(String)
        case command(String)
    }

    static let mask = "••••"

    let source: Source

    init(_ source: Source) {
        self.source = source
    }

    /// A secret that is at hand already.
    static func given(_ text: String) -> Self { Self(.given(text)) }

    /// The text of a secret that is at hand already, else `nil`.
    var givenText: String? {
        guard case .given(let text) = source else { return nil }
        return text
    }

    /// `•••• from the command …`: masked, with its source.
    package var description: String {
        switch source {
        case .given: Self.mask
        case .environment(let name, _): "\(Self.mask) from the variable \(name)"
        case .file(let path): "\(Self.mask) from the file \(path)"
        case .command(let command): "\(Self.mask) from the command `\(command)`"
        }
    }

    /// As `spoor config` shows it: masked, or as it is if it is at hand and not to be masked.
    func shown(isMasked: Bool) -> String {
        guard !isMasked else { return description }
        return switch source {
        case .given(let text): text
        case .environment(_, let value): value ?? description
        case .file, .command: description
        }
    }

    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// Whether `text` can be sent as a header's value: no control characters.
    static func isOneLine(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }
}
