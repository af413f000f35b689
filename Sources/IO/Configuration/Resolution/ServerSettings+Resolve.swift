extension ServerSettings {
    static func resolve(
        _ layers: SettingLayers,
        url: Resolved<ServerAddress>
    ) throws(ConfigurationError) -> ServerSettings {
        let cert = try layers.text(SettingTable.cert)
        let key = try layers.text(SettingTable.key)
        // One file may hold both; a key alone is a mistake.
        if let key, cert == nil {
            throw ConfigurationError([
                ConfigurationProblem(place: key.origin, "a key needs its certificate; add `--cert`")
            ])
        }
        return ServerSettings(
            url: url,
            headers: try headers(layers),
            authorization: try CredentialResolver(layers: layers).resolve(),
            tenant: try tenant(layers),
            cacert: try layers.text(SettingTable.cacert),
            cert: cert,
            key: key,
            insecure: try layers.value(SettingTable.insecure, ValueKind.toggle)
                ?? Resolved(false, .default),
            proxy: try proxy(layers),
            connectTimeout: try timeLimit(
                layers,
                SettingTable.connectTimeout,
                SettingTable.defaultConnectTimeout
            ),
            maxTime: try timeLimit(layers, SettingTable.maxTime, SettingTable.defaultMaxTime)
        )
    }

    private static func proxy(
        _ layers: SettingLayers
    ) throws(ConfigurationError) -> Resolved<ProxyAddress>? {
        guard
            let proxy = try layers.value(
                SettingTable.proxy,
                { (text: String) in ProxyAddress(text) }
            )
        else { return nil }
        let isWithheld =
            switch proxy.origin {
            case .flag, .argument: layers.withheld.contains(.flags)
            case .environment: layers.withheld.contains(.variables)
            case .file, .default: false
            }
        return isWithheld ? proxy.map(\.withoutUser) : proxy
    }

    private static func timeLimit(
        _ layers: SettingLayers,
        _ setting: Setting,
        _ usual: String
    ) throws(ConfigurationError) -> Resolved<TimeLimit> {
        let text = try layers.text(setting) ?? Resolved(usual, .default)
        return try layers.converted(text, setting) { TimeLimit($0) }
    }

    private static func tenant(
        _ layers: SettingLayers
    ) throws(ConfigurationError) -> Resolved<Tenant>? {
        let header = layers.context?.tenantHeader?.value ?? Tenant.usualHeader
        return try layers.text(SettingTable.tenant)?.map { Tenant(header: header, name: $0) }
    }

    /// Headers of all layers; one said higher replaces those of the same name said lower.
    private static func headers(
        _ layers: SettingLayers
    ) throws(ConfigurationError) -> [Resolved<HeaderLine>] {
        let setting = SettingTable.header
        var groups = [layers.context?.headers ?? []]
        if let variable = layers.secretVariable(setting.variable) {
            groups.append(
                try lines(variable).map { line throws(ConfigurationError) in
                    try layers.converted(line, setting) { HeaderLine($0) }
                }
            )
        }
        if !layers.withheld.contains(.flags) {
            groups.append(
                try layers.flags.all(setting).map { line throws(ConfigurationError) in
                    try layers.converted(line, setting) { HeaderLine($0) }
                }
            )
        }
        var headers: [Resolved<HeaderLine>] = []
        for group in groups {
            let names = Set(group.map { $0.value.name.lowercased() })
            headers.removeAll { names.contains($0.value.name.lowercased()) }
            headers += group
        }
        return headers
    }

    /// One variable holds several headers as several lines.
    private static func lines(_ variable: Resolved<String>) -> [Resolved<String>] {
        variable.value.split(whereSeparator: \.isNewline).map {
            Resolved(String($0), variable.origin)
        }
    }
}
