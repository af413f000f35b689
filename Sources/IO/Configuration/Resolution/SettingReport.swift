import TerminalText

/// One line of `spoor config`: a setting, its value fit to be shown, and where it was said.
package struct SettingReport: Sendable, Equatable {
    /// Its place in the configuration file, such as `limits.max-time`; `NAME` stands for a context where there is none.
    package let name: String
    /// Secrets masked unless asked for; `nil` if nothing is set.
    package let value: String?
    package let origin: Origin

    fileprivate init<Value>(
        _ name: String,
        _ resolved: Resolved<Value>?,
        _ show: (Value) -> String = { "\($0)" }
    ) {
        self.name = name
        value = resolved.map { show($0.value) }
        origin = resolved?.origin ?? .default
    }
}

extension ResolvedSettings {
    /// Every setting that the file can hold, under the file's own names, in the order of the table; after it bindings, columns
    /// and links.
    ///
    /// With `showsSecrets` secrets that are at hand are shown; no file is read and no command run for it.
    package func report(showsSecrets: Bool = false) -> [SettingReport] {
        var lines = [SettingReport("default-context", context)]
        lines += serverReport(showsSecrets)
        lines += [
            SettingReport(SettingTable.limit, limit),
            SettingReport(SettingTable.connectTimeout, server.connectTimeout),
            SettingReport(SettingTable.maxTime, server.maxTime),
            SettingReport(SettingTable.maxValue, bounds.value, ByteSize.text),
            SettingReport(SettingTable.maxSpan, bounds.span, ByteSize.text),
            SettingReport(SettingTable.maxTrace, bounds.trace, ByteSize.text),
            SettingReport(SettingTable.maxAnswer, bounds.answer, ByteSize.text),
            SettingReport(SettingTable.utc, utc) { $0 ? "utc" : "local" },
            SettingReport(SettingTable.color, color) { $0.rawValue },
            SettingReport(SettingTable.glyphs, glyphs) { $0.rawValue },
            SettingReport(SettingTable.theme, theme) { $0.rawValue },
            SettingReport(SettingTable.hyperlinks, hyperlinks) { $0.rawValue },
            SettingReport(SettingTable.linear, linear),
            SettingReport(SettingTable.fold, fold),
            SettingReport(SettingTable.linkPatterns, linkPatterns),
            SettingReport(SettingTable.log, log),
        ]
        lines += bindings.map { binding in
            SettingReport("keys.\(binding.action)", Resolved(binding.keys, binding.origin)) {
                $0.joined(separator: " ")
            }
        }
        lines += columns.map { setting in
            SettingReport("columns.\(setting.list)", Resolved(setting.columns, setting.origin)) {
                $0.joined(separator: " ")
            }
        }
        lines += links.map { SettingReport("links", Resolved($0.url, $0.origin)) }
        return lines
    }

    /// What a context can hold.
    private func serverReport(_ showsSecrets: Bool) -> [SettingReport] {
        let place = "contexts.\(context?.value ?? "NAME")."
        var token: Resolved<Secret>?
        var user: Resolved<String>?
        var password: Resolved<Secret>?
        switch server.authorization?.value {
        case .bearer(let secret)?: token = server.authorization?.map { _ in secret }
        case .basic(let name, let secret)?:
            user = server.authorization?.map { _ in name }
            password = server.authorization?.map { _ in secret }
        case nil: break
        }
        let secret = { (secret: Secret) in secret.shown(isMasked: !showsSecrets) }
        var lines = [SettingReport(place + "url", server.url)]
        lines += server.headers.map { header in
            SettingReport("\(place)headers.\(header.value.name)", header.map(\.value), secret)
        }
        return lines + [
            SettingReport(place + "tenant", server.tenant) { $0.name },
            SettingReport(place + "tenant-header", server.tenant) { $0.header },
            SettingReport(place + "token", token, secret),
            SettingReport(place + "user", user),
            SettingReport(place + "password", password, secret),
            SettingReport(place + "cacert", server.cacert),
            SettingReport(place + "cert", server.cert),
            SettingReport(place + "key", server.key),
            SettingReport(place + "insecure", server.insecure),
            SettingReport(place + "proxy", server.proxy) { showsSecrets ? $0.address : "\($0)" },
        ]
    }
}

extension SettingReport {
    fileprivate init<Value>(
        _ setting: Setting,
        _ resolved: Resolved<Value>?,
        _ show: (Value) -> String = { "\($0)" }
    ) {
        self.init(setting.key ?? setting.name, resolved, show)
    }
}
