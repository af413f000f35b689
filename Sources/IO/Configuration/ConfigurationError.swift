/// One thing that is wrong with a setting, and where it was said.
package struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
    package let place: Origin
    /// What is wrong and what to do, without the place.
    package let message: String

    package init(place: Origin, _ message: String) {
        self.place = place
        self.message = message
    }

    /// A sentence to show as it is: `config.yaml:12: …`.
    package var description: String { "\(place.short): \(message)" }
}

/// Why settings could not be resolved: at least one problem, in the order of the file.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    package let problems: [ConfigurationProblem]

    package init(_ problems: [ConfigurationProblem]) {
        self.problems = problems
    }

    /// One sentence per line.
    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
