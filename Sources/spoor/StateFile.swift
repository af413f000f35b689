import Glibc
import SystemErrors

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

    /// Replaces the whole file, so that two programs never mix their lines.
    ///
    /// Throws words when it could not be written.
    func replace(by lines: some Sequence<String>) throws {
        try write(lines.map { $0 + "\n" }.joined())
    }

    /// Replaces the whole file by a text and gives its path.
    ///
    /// Throws words when it could not be written.
    @discardableResult
    func write(_ text: String) throws -> String {
        try makeFolders()
        let file = try NewFile(beside: path)
        try file.write(Array(text.utf8))
        try file.finish(isPrivate: true)
        return path
    }

    private func makeFolders() throws {
        var made = ""
        for part in folder.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o700) == 0 || errno == EEXIST { continue }
            let code = errno
            // Other errors than that it exists come first on some systems.
            guard access(made, F_OK) == 0 else {
                throw SaveError("cannot make the folder \(made): \(SystemError.words(code))")
            }
        }
    }

    /// Why there is no file at all.
    static let noFolder = "there is no folder for it, since HOME is not set"
}
