/// The services and operations that a server named last, for the completion of shells: lines of
/// `SERVER<tab>SERVICE` and `SERVER<tab>SERVICE<tab>OPERATION`, of all servers together.
struct KnownNamesFile: Sendable {
    private let file: StateFile
    private let server: String

    /// How many lines are kept; those of the servers asked last stay.
    private static let limit = 5000
    /// A longer name is left out: nobody types it, and the file is read at every press of Tab.
    private static let longestName = 200

    /// Nil where nothing can be kept, or for an address that is not one line.
    init?(server: String, environment: [String: String]) {
        guard Self.isKept(server), let file = StateFile("names", environment: environment) else {
            return nil
        }
        self.file = file
        self.server = server
    }

    /// The services, sorted as the server sorted them.
    func services() -> [String] { fields().filter { $0.count == 2 }.map { $0[1] } }

    /// The operations of a service, each once.
    func operations(of service: String) -> [String] {
        fields().filter { $0.count == 3 && $0[1] == service }.map { $0[2] }
    }

    /// Keeps exactly these services, and of the operations those that belong to one of them.
    func keep(services: [String]) {
        let known = Set(services)
        replace(
            services.map { [$0] } + own { $0.count == 2 && known.contains($0[0]) }
        )
    }

    /// Keeps exactly these operations of a service.
    func keep(operations: [String], of service: String) {
        var seen: Set<String> = []
        let operations = operations.filter { seen.insert($0).inserted }
        replace(own { $0.count == 1 || $0[0] != service } + operations.map { [service, $0] })
    }

    private func fields() -> [[String]] {
        file.lines().map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }.filter { $0.first == server }
    }

    private func own(_ isKept: ([String]) -> Bool) -> [[String]] {
        fields().map { Array($0.dropFirst()) }.filter(isKept)
    }

    private func replace(_ names: [[String]]) {
        let old = file.lines()
        let others = old.filter { !$0.hasPrefix(server + "\t") }
        let own = names.filter { $0.allSatisfy(Self.isKept) }.map {
            ([server] + $0).joined(separator: "\t")
        }
        let new = Array((others + own).suffix(Self.limit))
        // Without them shells have less to complete, which is not worth a word.
        if new != old { try? file.replace(by: new) }
    }

    private static func isKept(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= longestName
            && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
