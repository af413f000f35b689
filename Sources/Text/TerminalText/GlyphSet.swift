/// Which characters we may draw with for our own signs: pictures of controls, ellipses, lines, bars.
///
/// Text of others keeps its letters in both.
package enum GlyphSet: Sendable, Hashable, CaseIterable {
    /// Printable ASCII only, for locales and fonts that have no more.
    case ascii
    case unicode

    /// One column that says "something is left out here".
    package var ellipsis: SafeText {
        switch self {
        case .ascii: "~"
        case .unicode: "…"
        }
    }
}
