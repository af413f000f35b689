import TerminalText

/// Checks a YAML document against what a configuration file may say.
///
/// It goes on after a mistake, so that all of them are shown at once.
struct ConfigurationFileParser {
    var file: ConfigurationFile
    private var problems: [ConfigurationProblem] = []
    private let environment: [String: String]

    /// Reads the file's `bytes`; `path` is where they came from.
    ///
    /// - Throws: Every problem found, in the order of the file.
    static func parse(
        _ bytes: [UInt8],
        path: String,
        environment: [String: String]
    ) throws(ConfigurationError) -> ConfigurationFile {
        var parser = Self(file: ConfigurationFile(path: path), environment: environment)
        if let root = try YAMLReader.read(bytes, file: parser.name), !root.isEmpty {
            parser.readRoot(root)
        }
        guard parser.problems.isEmpty else { throw ConfigurationError(parser.problems) }
        return parser.file
    }

    private init(file: ConfigurationFile, environment: [String: String]) {
        self.file = file
        self.environment = environment
    }

    private var name: String { ConfigurationFile.fileName(file.path) }

    func origin(_ line: Int) -> Origin { .file(name, line: line) }

    mutating func note(_ line: Int, _ message: String) {
        problems.append(ConfigurationProblem(place: origin(line), message))
    }

    private static let limits = [
        SettingTable.limit, SettingTable.connectTimeout, SettingTable.maxTime,
        SettingTable.maxValue, SettingTable.maxSpan, SettingTable.maxTrace, SettingTable.maxAnswer,
    ]
    private static let plain = [
        SettingTable.theme, SettingTable.glyphs, SettingTable.color, SettingTable.hyperlinks,
        SettingTable.linear, SettingTable.fold, SettingTable.linkPatterns, SettingTable.log,
    ]
    private static let rootKeys =
        ["default-context", "contexts", "zone", "limits", "keys", "columns", "links"]
        + plain.map(\.name)

    private mutating func readRoot(_ root: YAMLNode) {
        for entry in entries(of: root, in: "the file", known: Self.rootKeys) {
            switch entry.key {
            case "default-context":
                file.values[SettingTable.context.name] = scalar(entry, kind: .text)
            case "zone":
                let zone = scalar(entry, kind: .choice(["utc", "local"]))
                file.values[SettingTable.utc.name] = zone?.map { $0 == "utc" ? "true" : "false" }
            case "limits":
                let known = Self.limits.map(\.name)
                for limit in entries(of: entry.value, in: "`limits`", known: known) {
                    read(limit, as: Self.limits)
                }
            case "contexts":
                for context in entries(of: entry.value, in: "`contexts`", known: nil) {
                    let section = readContext(context)
                    file.contexts.append(section)
                }
            case "keys": readKeys(entry)
            case "columns": readColumns(entry)
            case "links": readLinks(entry)
            default: read(entry, as: Self.plain)
            }
        }
        checkDefaultContext()
    }

    private mutating func read(_ entry: YAMLEntry, as settings: [Setting]) {
        guard let setting = settings.first(where: { $0.name == entry.key }) else { return }
        file.values[setting.name] = value(entry, of: setting)
    }

    private mutating func checkDefaultContext() {
        guard let chosen = file.values[SettingTable.context.name],
            case .file(_, let line?) = chosen.origin,
            file.context(named: chosen.value) == nil
        else { return }
        let hint = NearestName.hint(chosen.value, among: file.contextNames)
        note(line, "`default-context` names `\(chosen.value)`, which is not in `contexts`\(hint)")
    }

    /// The value of a setting, checked; a path is made absolute.
    mutating func value(_ entry: YAMLEntry, of setting: Setting) -> Resolved<String>? {
        let found = scalar(entry, kind: setting.kind)
        return setting.kind == .path ? found?.map(absolute) : found
    }

    /// A path of the file: `~/` is the home folder, anything else not absolute lies beside the file.
    func absolute(_ path: String) -> String {
        if path.hasPrefix("~/"), let home = environment["HOME"] {
            return home + path.dropFirst(1)
        }
        guard !path.hasPrefix("/") else { return path }
        let folder = file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return folder.isEmpty ? path : folder.joined(separator: "/") + "/" + path
    }

    /// What a variable holds now.
    func variable(_ name: String) -> String? { environment[name] }
}
