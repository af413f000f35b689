/// What `spoor completion SHELL` prints: a few lines that ask the program itself what fits.
///
/// The scripts run `spoor __complete` with the words before the cursor and the one at it, all unquoted, and
/// get ``CompletionAnswer/text``. So the three shells offer the same, and only quoting is each shell's own.
package enum Completion {
    /// The first argument that makes the program answer a shell; no word of a user's.
    package static let request = "__complete"

    package static func script(for shell: Shell) -> String {
        switch shell {
        case .bash: BashCompletion.script
        case .zsh: ZshCompletion.script
        case .fish: FishCompletion.script
        }
    }
}
