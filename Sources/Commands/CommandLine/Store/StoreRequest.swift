/// What `spoor store` is to do with a folder of traces.
package struct StoreRequest: Sendable, Equatable {
    package enum Verb: String, Sendable, CaseIterable {
        case info
        case check
        case export
        case `import`
    }

    /// Nil for the usual one.
    package var folder: String?
    package var verb: Verb
    /// What is imported.
    package var files: [TraceSource] = []
    /// The form of `info` and `check`.
    package var output = OutputFormat.table

    package init(folder: String? = nil, verb: Verb) {
        self.folder = folder
        self.verb = verb
    }
}
