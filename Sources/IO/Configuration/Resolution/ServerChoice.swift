import TerminalText

/// Which server is asked and which context speaks for it.
///
/// A context's credentials go to the context's own server or to one that was named together with the
/// context, never to an address that merely replaced it:
/// - A context chosen by flag brings its own URL, also over `SPOOR_URL`.
/// - A URL said above the context (a flag over a variable or over the file's default) drops that
///   context, and takes the one whose URL is the same, if there is one.
struct ServerChoice {
    let url: Resolved<ServerAddress>
    let contextName: Resolved<String>?
    let context: ContextSection?

    static func make(_ layers: SettingLayers) throws(ConfigurationError) -> ServerChoice {
        let chosen = try layers.text(SettingTable.context)
        let said = try saidURL(layers, chosen: chosen)
        guard let said else {
            let context = try section(chosen, layers)
            let url = context?.values[SettingTable.url.name]
            return ServerChoice(
                url: try address(url, layers),
                contextName: chosen,
                context: context
            )
        }
        let url = try address(said, layers)
        if let chosen, chosen.origin.precedence >= said.origin.precedence {
            return ServerChoice(
                url: url,
                contextName: chosen,
                context: try section(chosen, layers)
            )
        }
        let same = layers.file?.contexts.first { context in
            context.values[SettingTable.url.name].flatMap { ServerAddress($0.value) }
                .map(url.value.isSameServer) ?? false
        }
        return ServerChoice(
            url: url,
            contextName: same.map { Resolved($0.name, said.origin) },
            context: same
        )
    }

    /// The URL of flag or environment, unless a context chosen by flag has one of its own.
    private static func saidURL(
        _ layers: SettingLayers,
        chosen: Resolved<String>?
    ) throws(ConfigurationError) -> Resolved<String>? {
        if let flag = try layers.flag(SettingTable.url) { return flag }
        guard let variable = try layers.variable(SettingTable.url) else { return nil }
        guard let chosen, chosen.origin.precedence > variable.origin.precedence,
            let context = try section(chosen, layers),
            context.values[SettingTable.url.name] != nil
        else { return variable }
        return nil
    }

    private static func section(
        _ chosen: Resolved<String>?,
        _ layers: SettingLayers
    ) throws(ConfigurationError) -> ContextSection? {
        guard let chosen else { return nil }
        if let context = layers.file?.context(named: chosen.value) { return context }
        let names = layers.file?.contextNames ?? []
        let hint = NearestName.hint(chosen.value, among: names)
        let known =
            names.isEmpty ? "; none is configured" : "; known are " + names.joined(separator: ", ")
        throw ConfigurationError([
            ConfigurationProblem(
                place: chosen.origin,
                "there is no context `\(chosen.value)`" + (hint.isEmpty ? known : hint)
            )
        ])
    }

    private static func address(
        _ text: Resolved<String>?,
        _ layers: SettingLayers
    ) throws(ConfigurationError) -> Resolved<ServerAddress> {
        let usual = Resolved(SettingTable.defaultURL, Origin.default)
        return try layers.converted(text ?? usual, SettingTable.url) { ServerAddress($0) }
    }
}
