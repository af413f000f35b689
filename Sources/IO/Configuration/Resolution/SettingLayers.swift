/// What flags, environment and file say about one setting after the other.
struct SettingLayers {
    let flags: FlagValues
    let environment: [String: String]
    let file: ConfigurationFile?
    /// The context in force; it counts as the file.
    var context: ContextSection?
    /// Layers whose credentials were given for another server than the one that is asked.
    var withheld: Set<SettingLayer> = []

    /// The value in force as text, checked: flag over environment over context over file.
    func text(_ setting: Setting) throws(ConfigurationError) -> Resolved<String>? {
        if let flag = try flag(setting) { return flag }
        if let variable = try variable(setting) { return variable }
        return inFile(setting)
    }

    /// The same as a value, by way of `make`; `make` takes all that the setting's kind accepts.
    func value<Value>(
        _ setting: Setting,
        _ make: (String) -> Value?
    ) throws(ConfigurationError) -> Resolved<Value>? {
        guard let text = try text(setting) else { return nil }
        return try converted(text, setting, make)
    }

    func converted<Value>(
        _ text: Resolved<String>,
        _ setting: Setting,
        _ make: (String) -> Value?
    ) throws(ConfigurationError) -> Resolved<Value> {
        guard let value = make(text.value) else { throw unfit(text, setting) }
        return Resolved(value, text.origin)
    }

    func flag(_ setting: Setting) throws(ConfigurationError) -> Resolved<String>? {
        guard !isWithheld(setting, .flags), let found = flags.last(setting) else { return nil }
        return try checked(found, setting)
    }

    /// A variable that is set but empty counts as not set.
    func variable(_ setting: Setting) throws(ConfigurationError) -> Resolved<String>? {
        guard setting.hasVariable, !isWithheld(setting, .variables),
            let found = variable(setting.variable)
        else { return nil }
        return try checked(found, setting)
    }

    /// A variable that holds a secret.
    func secretVariable(_ name: String) -> Resolved<String>? {
        withheld.contains(.variables) ? nil : variable(name)
    }

    private func isWithheld(_ setting: Setting, _ layer: SettingLayer) -> Bool {
        setting.isBound && withheld.contains(layer)
    }

    func variable(_ name: String) -> Resolved<String>? {
        guard let text = environment[name], !text.isEmpty else { return nil }
        return Resolved(text, .environment(name))
    }

    func inFile(_ setting: Setting) -> Resolved<String>? {
        context?.values[setting.name] ?? file?.values[setting.name]
    }

    func checked(
        _ found: Resolved<String>,
        _ setting: Setting
    ) throws(ConfigurationError) -> Resolved<String> {
        guard setting.kind.accepts(found.value) else { throw unfit(found, setting) }
        return found
    }

    private func unfit(_ found: Resolved<String>, _ setting: Setting) -> ConfigurationError {
        let kind = setting.kind
        let shown =
            kind.mayHoldSecret ? "" : ", found `\(found.value)`" + kind.remedy(for: found.value)
        return ConfigurationError([
            ConfigurationProblem(
                place: found.origin,
                "expected \(setting.kind.expectation)\(shown)"
            )
        ])
    }
}

/// Who says a setting.
enum SettingLayer: Sendable, Hashable {
    case flags, variables
}
