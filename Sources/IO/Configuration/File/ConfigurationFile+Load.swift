import Glibc
import SystemErrors

extension ConfigurationFile {
    /// Longest file taken, in bytes.
    static let byteLimit = 1 << 20

    /// Where the file is looked for if nobody says otherwise.
    ///
    /// - SeeAlso: XDG Base Directory Specification: a relative `XDG_CONFIG_HOME` is ignored.
    /// - Returns: `nil` if the environment has neither that nor a home.
    package static func usualPath(environment: [String: String]) -> String? {
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
            return folder + "/spoor/config.yaml"
        }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return home + "/.config/spoor/config.yaml"
    }

    /// Reads the file that `--config` or `SPOOR_CONFIG` names, else the usual one.
    ///
    /// - Returns: `nil` if the usual file does not exist: nothing has to be configured.
    /// - Throws: All that is wrong with the file; a file that was named has to exist.
    package static func load(
        flags: FlagValues,
        environment: [String: String]
    ) throws(ConfigurationError) -> ConfigurationFile? {
        var named = flags.last(SettingTable.config)
        if named == nil, let path = environment[SettingTable.config.variable], !path.isEmpty {
            named = Resolved(path, .environment(SettingTable.config.variable))
        }
        guard let path = named?.value ?? usualPath(environment: environment) else { return nil }
        let bytes: [UInt8]
        let isReadableByOthers: Bool
        switch readBytes(path) {
        case .success(let content): (bytes, isReadableByOthers) = content
        case .failure(let error) where named == nil && error.isAbsence: return nil
        case .failure(let error):
            let place = named?.origin ?? .file(fileName(path), line: nil)
            throw ConfigurationError([
                ConfigurationProblem(place: place, "\(path) cannot be read: \(error.words)")
            ])
        }
        var file = try ConfigurationFileParser.parse(bytes, path: path, environment: environment)
        file.isReadableByOthers = isReadableByOthers
        return file
    }

    /// What another file holds that a setting names.
    ///
    /// - Throws: Why it cannot be read, at the place that names it.
    package static func bytes(
        of file: Resolved<String>
    ) throws(ConfigurationError) -> [UInt8] {
        switch readBytes(file.value) {
        case .success(let content): return content.bytes
        case .failure(let error):
            throw ConfigurationError([
                ConfigurationProblem(
                    place: file.origin,
                    "\(file.value) cannot be read: \(error.words)"
                )
            ])
        }
    }

    /// The last part of `path`.
    static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    private struct ReadingError: Error {
        let words: String
        let isAbsence: Bool
    }

    private static func readBytes(
        _ path: String
    ) -> Result<(bytes: [UInt8], isReadableByOthers: Bool), ReadingError> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            let isAbsence = errno == ENOENT || errno == ENOTDIR
            return .failure(ReadingError(words: SystemError.words(errno), isAbsence: isAbsence))
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                return .failure(ReadingError(words: SystemError.words(errno), isAbsence: false))
            }
            guard count > 0 else {
                var status = stat()
                let isKnown = fstat(descriptor, &status) == 0
                return .success((bytes, isKnown && status.st_mode & 0o044 != 0))
            }
            bytes += chunk[..<count]
            guard bytes.count <= byteLimit else {
                return .failure(ReadingError(words: "it is larger than 1 MB", isAbsence: false))
            }
        }
    }
}
