/// Which colours may be used.
package enum ColorChoice: String, Sendable, CaseIterable {
    /// As many as the terminal has, none on a pipe.
    case auto
    case never
    /// Also on a pipe.
    case always
    case eight = "8"
    case sixteen = "16"
    case twoHundredFiftySix = "256"
}

/// Which characters lines, bars and signs are drawn with.
package enum GlyphChoice: String, Sendable, CaseIterable {
    /// Unicode if the locale's encoding is UTF-8.
    case auto
    case unicode
    case ascii
}

package enum ThemeChoice: String, Sendable, CaseIterable {
    case dark
    case light
    case contrast
    case colourBlind = "colour-blind"
    case mono
}
