/// A setting that can be given as a flag, in the environment and in the file.
package struct Setting: Sendable {
    /// The name of its flag without dashes.
    package let name: String
    /// What stands for the value in help; `nil` for a switch.
    package let metavar: String?
    package let kind: ValueKind
    package let isRepeatable: Bool
    /// Where it stands in the file, for documentation.
    package let key: String?
    /// What it does, in a phrase.
    package let help: String
    /// Whether it belongs to one server: credentials, and what weakens the check of who is asked.
    package let isBound: Bool
    /// Whether the environment can say it; a setting for one call alone has no variable.
    package let hasVariable: Bool

    init(
        _ name: String,
        _ metavar: String?,
        _ kind: ValueKind,
        key: String?,
        repeatable: Bool = false,
        bound: Bool = false,
        variable: Bool = true,
        _ help: String
    ) {
        self.name = name
        self.metavar = metavar
        self.kind = kind
        self.key = key
        isRepeatable = repeatable
        self.help = help
        isBound = bound
        hasVariable = variable
    }

    package var flag: String { "--" + name }

    /// The environment twin, where there is one: `connect-timeout` is `SPOOR_CONNECT_TIMEOUT`.
    package var variable: String { Self.variable(ofFlag: name) }

    /// The variable that says the same as a flag.
    package static func variable(ofFlag name: String) -> String {
        variablePrefix + name.uppercased().replacing("-", with: "_")
    }

    /// How the names of all our variables begin.
    package static let variablePrefix = "SPOOR_"
}
