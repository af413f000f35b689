import TerminalText

extension ResolvedSettings {
    /// Resolves all settings: flag over environment over file over default.
    ///
    /// No secret is fetched here. `file` is what `ConfigurationFile.load` gave for the same flags and
    /// environment. The error thrown is the first value that its setting does not take.
    package static func resolve(
        flags: FlagValues,
        environment: [String: String],
        file: ConfigurationFile?
    ) throws(ConfigurationError) -> ResolvedSettings {
        var layers = SettingLayers(flags: flags, environment: environment, file: file)
        let address = try ServerChoice.make(layers)
        layers.context = address.context
        layers.withheld = address.withheld
        return ResolvedSettings(
            context: address.contextName,
            server: try ServerSettings.resolve(layers, url: address.url),
            limit: try layers.value(SettingTable.limit) { Int($0) }
                ?? Resolved(Int(SettingTable.defaultLimit) ?? 20, .default),
            bounds: try AnswerBounds(layers),
            utc: try layers.value(SettingTable.utc, ValueKind.toggle) ?? Resolved(false, .default),
            color: try color(layers),
            glyphs: try layers.value(SettingTable.glyphs, GlyphChoice.init(rawValue:))
                ?? Resolved(.auto, .default),
            theme: try layers.value(SettingTable.theme, ThemeName.init(rawValue:))
                ?? Resolved(.dark, .default),
            hyperlinks: try layers.value(
                SettingTable.hyperlinks,
                HyperlinkChoice.init(rawValue:)
            ) ?? Resolved(.auto, .default),
            linear: try layers.value(SettingTable.linear, ValueKind.toggle)
                ?? Resolved(false, .default),
            fold: try layers.value(SettingTable.fold) { Int($0) }
                ?? Resolved(SettingTable.defaultFold, .default),
            linkPatterns: try layers.text(SettingTable.linkPatterns),
            log: try layers.text(SettingTable.log),
            bindings: file?.bindings ?? [],
            columns: file?.columns ?? [],
            links: file?.links ?? [],
            filePath: file?.path,
            contextNames: file?.contextNames ?? [],
            variablesOfFile: file?.variables ?? [],
            leftOut: address.leftOut,
            warnings: PlainCredentials.warnings(flags: flags, file: file)
        )
    }

    /// Our own flag and variable come first, then what all programs agree on.
    ///
    /// - SeeAlso: no-color.org; CLICOLOR_FORCE of bixense.com/clicolors.
    private static func color(
        _ layers: SettingLayers
    ) throws(ConfigurationError) -> Resolved<ColorChoice> {
        let setting = SettingTable.color
        var own = try layers.flag(setting)
        if own == nil { own = try layers.variable(setting) }
        if let own { return try layers.converted(own, setting, ColorChoice.init(rawValue:)) }
        if let found = layers.variable("NO_COLOR") { return Resolved(.never, found.origin) }
        if let found = layers.variable("CLICOLOR_FORCE"), found.value != "0" {
            return Resolved(.always, found.origin)
        }
        guard let found = layers.inFile(setting) else { return Resolved(.auto, .default) }
        return try layers.converted(found, setting, ColorChoice.init(rawValue:))
    }
}

extension AnswerBounds {
    fileprivate init(_ layers: SettingLayers) throws(ConfigurationError) {
        func size(_ setting: Setting, _ usual: String) throws(ConfigurationError) -> Resolved<Int> {
            let text = try layers.text(setting) ?? Resolved(usual, .default)
            return try layers.converted(text, setting) { ByteSize.bytes($0) }
        }
        self.init(
            value: try size(SettingTable.maxValue, SettingTable.defaultMaxValue),
            span: try size(SettingTable.maxSpan, SettingTable.defaultMaxSpan),
            trace: try size(SettingTable.maxTrace, SettingTable.defaultMaxTrace),
            answer: try size(SettingTable.maxAnswer, SettingTable.defaultMaxAnswer)
        )
    }
}
