import TerminalText

/// Which server is asked, which context speaks for it, and whose credentials are for another one.
///
/// Credentials were given for one origin: those of a context for the context's URL; those of variables for
/// `SPOOR_URL`, else for the server of the context in effect or the default one; those of flags for `--url`, else
/// for the server that would be asked without the address that was pasted. Where another origin is asked they stay
/// behind, unless `--send-credentials` says otherwise for this call.
struct ServerChoice {
    let url: Resolved<ServerAddress>
    let contextName: Resolved<String>?
    let context: ContextSection?
    /// Layers whose credentials stay behind.
    let withheld: Set<SettingLayer>
    /// What stays behind, and whose it is.
    let leftOut: [LeftOut]

    static func make(_ layers: SettingLayers) throws(ConfigurationError) -> ServerChoice {
        let candidates = try ServerCandidates(layers)
        let target = try candidates.address(candidates.asked)
        let (context, name) = try candidates.context(for: target)
        let sendsAll = layers.flags.last(SettingTable.sendCredentials) != nil
        var withheld: Set<SettingLayer> = []
        var leftOut: [LeftOut] = []
        if !sendsAll {
            for (layer, url) in [
                (SettingLayer.flags, candidates.ofFlags), (.variables, candidates.ofVariables),
            ] {
                let owner = try candidates.address(url).value
                guard !owner.isSameOrigin(as: target.value) else { continue }
                withheld.insert(layer)
                leftOut +=
                    LeftOut(layers.boundNames(layer), of: owner, asked: target.value)
                    .map { [$0] } ?? []
            }
            if let chosen = candidates.section, chosen.name != context?.name {
                let home = try candidates.address(candidates.home).value
                let owner = candidates.ownAddress ?? home
                if !owner.isSameOrigin(as: target.value) {
                    leftOut +=
                        LeftOut(chosen.boundNames, of: owner, asked: target.value)
                        .map { [$0] } ?? []
                }
            }
        }
        return ServerChoice(
            url: target,
            contextName: name,
            context: context,
            withheld: withheld,
            leftOut: leftOut
        )
    }
}

/// The servers that flags, variables and the file name.
private struct ServerCandidates {
    private let layers: SettingLayers
    /// The context that was chosen, by whichever layer.
    private let chosen: Resolved<String>?
    let section: ContextSection?
    /// The URL of `--url`.
    private let named: Resolved<String>?
    /// The address that was pasted.
    private let pasted: Resolved<String>?
    private let variable: Resolved<String>?

    init(_ layers: SettingLayers) throws(ConfigurationError) {
        self.layers = layers
        let urls = layers.flags.all(SettingTable.url)
        named = try urls.last { if case .flag = $0.origin { true } else { false } }
            .map { url throws(ConfigurationError) in try layers.checked(url, SettingTable.url) }
        pasted = try urls.last { if case .argument = $0.origin { true } else { false } }
            .map { url throws(ConfigurationError) in try layers.checked(url, SettingTable.url) }
        variable = try layers.variable(SettingTable.url)
        chosen = try layers.text(SettingTable.context)
        section = chosen.flatMap { layers.file?.context(named: $0.value) }
        if let chosen, section == nil {
            // A context that another server replaces need not exist.
            let url = named ?? pasted ?? variable
            if chosen.origin.precedence >= url?.origin.precedence ?? 0 {
                throw unknownContext(chosen)
            }
        }
    }

    private var own: Resolved<String>? { section?.values[SettingTable.url.name] }

    var ownAddress: ServerAddress? { own.flatMap { ServerAddress($0.value) } }

    /// What is asked if neither `--url` nor a pasted address says otherwise; nil for the default.
    ///
    /// A context chosen by flag brings its own URL, also over `SPOOR_URL`.
    var home: Resolved<String>? {
        guard let variable else { return own }
        let isChosenHigher =
            (chosen?.origin.precedence ?? 0) > variable.origin.precedence && own != nil
        return isChosenHigher ? own : variable
    }

    var asked: Resolved<String>? { named ?? pasted ?? home }
    var ofFlags: Resolved<String>? { named ?? home }
    var ofVariables: Resolved<String>? { variable ?? own }

    /// The context that speaks for `target`.
    func context(
        for target: Resolved<ServerAddress>
    ) throws(ConfigurationError) -> (ContextSection?, Resolved<String>?) {
        if let section, try speaks(section, for: target) { return (section, chosen) }
        let same = layers.file?.contexts.first {
            $0.address?.isSameServer(as: target.value) ?? false
        }
        if let same { return (same, Resolved(same.name, target.origin)) }
        if let section, ownAddress?.isSameOrigin(as: target.value) == true {
            return (section, chosen)
        }
        return (nil, nil)
    }

    private func speaks(
        _ section: ContextSection,
        for target: Resolved<ServerAddress>
    ) throws(ConfigurationError) -> Bool {
        if layers.flags.last(SettingTable.sendCredentials) != nil { return true }
        guard let chosen else { return false }
        guard let ownAddress else {
            // It names no server: it is for the one that was named with it.
            return named == nil && pasted != nil
                ? false : chosen.origin.precedence >= target.origin.precedence
        }
        if ownAddress.isSameServer(as: target.value) { return true }
        return chosen.origin.precedence >= 3 && ownAddress.isSameOrigin(as: target.value)
    }

    func address(_ text: Resolved<String>?) throws(ConfigurationError) -> Resolved<ServerAddress> {
        let usual = Resolved(SettingTable.defaultURL, Origin.default)
        return try layers.converted(text ?? usual, SettingTable.url) { ServerAddress($0) }
    }

    private func unknownContext(_ chosen: Resolved<String>) -> ConfigurationError {
        let names = layers.file?.contextNames ?? []
        let hint = NearestName.hint(chosen.value, among: names)
        let known =
            names.isEmpty
            ? "; none is configured" : "; choose one of " + names.joined(separator: ", ")
        return ConfigurationError([
            ConfigurationProblem(
                place: chosen.origin,
                "there is no context `\(chosen.value)`" + (hint.isEmpty ? known : hint)
            )
        ])
    }
}
