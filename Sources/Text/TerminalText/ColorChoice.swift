/// Which colours may be used, as the user says it.
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
