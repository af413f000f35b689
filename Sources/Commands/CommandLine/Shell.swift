/// The shells that there are completions for.
package enum Shell: String, Sendable, CaseIterable {
    case bash
    case zsh
    case fish
}
