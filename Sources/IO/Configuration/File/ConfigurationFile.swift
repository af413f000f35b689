/// What a configuration file says, checked, each value with its line.
package struct ConfigurationFile: Sendable {
    /// The full path.
    package let path: String
    /// Values of settings outside contexts, by the setting's name.
    ///
    /// Paths are absolute.
    var values: [String: Resolved<String>] = [:]
    /// In the order of the file.
    var contexts: [ContextSection] = []
    var bindings: [KeyBinding] = []
    var columns: [ColumnSetting] = []
    var links: [LinkSetting] = []
    /// Variables that secrets are taken from.
    package internal(set) var variables: Set<String> = []
    /// Whether users other than its owner can read it.
    var isReadableByOthers = false

    init(path: String) {
        self.path = path
    }

    package var contextNames: [String] { contexts.map(\.name) }

    func context(named name: String) -> ContextSection? {
        contexts.first { $0.name == name }
    }
}

/// A named server and how to reach it.
struct ContextSection: Sendable {
    let name: String
    let origin: Origin
    var values: [String: Resolved<String>] = [:]
    var headers: [Resolved<HeaderLine>] = []
    var tenantHeader: Resolved<String>?
    var token: Resolved<Secret>?
    var password: Resolved<Secret>?
}

/// Keys that the user wants for an action, in place of its own.
package struct KeyBinding: Sendable, Equatable {
    /// The action's name as written; whether there is such an action, and whether its keys are free, is for the explorer to say.
    package let action: String
    /// As written, such as `e`, `Ctrl-D` or `PgDn`.
    package let keys: [String]
    package let origin: Origin
}

/// The columns that the user wants of a list, in place of its usual ones.
package struct ColumnSetting: Sendable, Equatable {
    /// The list's name as written; whether there is such a list is for the explorer to say.
    package let list: String
    /// As written, in their order.
    package let columns: [String]
    package let origin: Origin
}

/// A link that the user wants at attributes or traces.
package struct LinkSetting: Sendable, Equatable {
    /// As written, nil for any; whether there are such types is for the explorer to say.
    package internal(set) var types: [String]?
    package internal(set) var keys: [String]?
    package internal(set) var values: [String]?
    /// With parameters, such as `#{k8s.pod.name}`.
    package internal(set) var url = ""
    package internal(set) var text: String?
    package let origin: Origin

    init(origin: Origin) { self.origin = origin }
}
