/// Whether addresses on the screen are links of the terminal (OSC 8), as the user says it.
package enum HyperlinkChoice: String, Sendable, Hashable, CaseIterable {
    /// Where the terminal is not known to print them as text.
    case auto
    case always
    case never
}
