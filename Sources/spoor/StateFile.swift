import Glibc

/// Lines that the program keeps from run to run in the user's state folder; losing them does no harm.
struct StateFile: Sendable {
    private let folder: String
    private let name: String
    private var path: String { folder + "/" + name }

    /// No more than this many bytes are read.
    private static let mostBytes = 1 << 20

    /// A file in `$XDG_STATE_HOME/spoor`, else `~/.local/state/spoor`; nil without a home.
    init?(_ name: String, environment: [String: String]) {
        self.name = name
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            folder = state + "/spoor"
        } else if let home = environment["HOME"], !home.isEmpty {
            folder = home + "/.local/state/spoor"
        } else {
            return nil
        }
    }

    /// The lines; none if the file cannot be read.
    func lines() -> [String] {
        guard let file = fopen(path, "re") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < Self.mostBytes {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Replaces the whole file, so that two programs never mix their lines; false when it could not be written.
    @discardableResult
    func replace(by lines: some Sequence<String>) -> Bool {
        makeFolders()
        do {
            let file = try NewFile(beside: path)
            try file.write(Array(lines.map { $0 + "\n" }.joined().utf8))
            try file.finish(isPrivate: true)
            return true
        } catch {
            return false
        }
    }

    private func makeFolders() {
        var made = ""
        for part in folder.split(separator: "/") {
            made += "/" + part
            mkdir(made, 0o700)
        }
    }
}
