/// Why the command line makes no sense; ends with exit code 2.
package struct CommandLineError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A sentence with what to do.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
