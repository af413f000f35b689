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

    init(
        _ name: String,
        _ metavar: String?,
        _ kind: ValueKind,
        key: String?,
        repeatable: Bool = false,
        _ help: String
    ) {
        self.name = name
        self.metavar = metavar
        self.kind = kind
        self.key = key
        isRepeatable = repeatable
        self.help = help
    }

    package var flag: String { "--" + name }

    /// The environment twin: `connect-timeout` is `SPOOR_CONNECT_TIMEOUT`.
    package var variable: String {
        "SPOOR_" + name.uppercased().replacing("-", with: "_")
    }
}
