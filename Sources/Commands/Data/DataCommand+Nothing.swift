import Explorer
import TraceModel

/// What is said where nothing was found.
extension DataCommand {
    func nothing(_ what: String) -> String {
        "No \(what) found." + (defaults.searchesAllTime ? "" : " \(Self.furtherBack)")
    }

    /// What to do where nothing was found and there may be something older.
    static var furtherBack: String { "To search further back, add for example --last 1d." }

    /// That there is no such service, and which may be meant; nil where there is, or where the source does not tell.
    ///
    /// Asked only where nothing was found: most questions name a service that there is.
    func unknownService(_ name: String?) async -> String? {
        guard let name, let known = try? await reader.services() else { return nil }
        return UnknownService.sentence(name, among: known)
    }
}
