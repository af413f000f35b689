/// What `spoor --version` says.
package enum ProgramVersion {
    package static let number = "0.1.0"
    /// When it was made, for the manual page.
    static let date = "2026-11-30"
    package static let text = "spoor \(number)"
}
