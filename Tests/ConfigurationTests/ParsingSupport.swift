@testable import Configuration

/// Parses `text` as `/home/ada/.config/spoor/config.yaml`.
func parse(
    _ text: String,
    environment: [String: String] = ["HOME": "/home/ada"]
) throws(ConfigurationError) -> ConfigurationFile {
    try ConfigurationFileParser.parse(
        Array(text.utf8),
        path: "/home/ada/.config/spoor/config.yaml",
        environment: environment
    )
}

/// The sentences that parsing `text` ends with; none if it does not fail.
func problems(_ text: String) -> [String] {
    do {
        _ = try parse(text)
        return []
    } catch {
        return error.problems.map(\.description)
    }
}

/// Resolves flags given as (name, value), environment and a file's text.
func resolve(
    _ flags: [(String, String)] = [],
    environment: [String: String] = [:],
    file: String? = nil
) throws(ConfigurationError) -> ResolvedSettings {
    var values = FlagValues()
    for (name, value) in flags { values.append(name, value, origin: .flag("--" + name)) }
    var parsed: ConfigurationFile?
    if let file { parsed = try parse(file, environment: environment) }
    return try ResolvedSettings.resolve(flags: values, environment: environment, file: parsed)
}

/// The sentence that resolving ends with, or `nil` if it does not fail.
func refusal(
    _ flags: [(String, String)] = [],
    environment: [String: String] = [:],
    file: String? = nil
) -> String? {
    do {
        _ = try resolve(flags, environment: environment, file: file)
        return nil
    } catch {
        return error.description
    }
}
