/// What `spoor --version` says.
package enum ProgramVersion {
    package static let number = "0.1.0"
    package static let text = "spoor \(number)"
}
