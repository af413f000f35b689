/// The themes that colours are chosen from, as the user says it.
package enum ThemeName: String, Sendable, Hashable, CaseIterable {
    case dark
    case light
    /// The terminal's own text colour, and strong signals on backgrounds of their own.
    case contrast
    /// Signals differ in lightness and along blue and orange, which the common forms tell apart.
    case colorBlind = "colour-blind"
    /// Bold, reverse and underline only.
    case mono
}
