import Glibc

/// The queries of earlier runs, one a line, oldest first, in the user's state folder.
struct QueryHistoryFile: Sendable {
    private let folder: String
    private var path: String { folder + "/queries" }

    /// How many are kept.
    private static let limit = 500

    /// `$XDG_STATE_HOME/spoor`, else `~/.local/state/spoor`; nil without a home.
    init?(environment: [String: String]) {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            folder = state + "/spoor"
        } else if let home = environment["HOME"], !home.isEmpty {
            folder = home + "/.local/state/spoor"
        } else {
            return nil
        }
    }

    /// What is there; an unreadable file is an empty one, for history is a convenience.
    func load() -> [String] {
        guard let file = fopen(path, "re") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < 1 << 20 {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        return Array(lines.suffix(Self.limit))
    }

    /// Puts `query` at the end and forgets its earlier occurrence; false when it could not be written.
    ///
    /// The new file replaces the old one whole, so that two programs never mix their lines.
    @discardableResult
    func add(_ query: String) -> Bool {
        let line = String(query.map { $0.isNewline ? " " : $0 })
        let queries = (load().filter { $0 != line } + [line]).suffix(Self.limit)
        makeFolders()
        var temporary = Array((path + ".XXXXXX").utf8CString)
        let descriptor = mkstemp(&temporary)
        guard descriptor >= 0 else { return false }
        let bytes = Array((queries.joined(separator: "\n") + "\n").utf8)
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
        guard written == bytes.count, rename(temporary, path) == 0 else {
            unlink(temporary)
            return false
        }
        return true
    }

    private func makeFolders() {
        var made = ""
        for part in folder.split(separator: "/") {
            made += "/" + part
            mkdir(made, 0o700)
        }
    }
}
