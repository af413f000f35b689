import TerminalText

/// One line of `spoor config`: a setting, its value fit to be shown, and where it was said.
package struct SettingReport: Sendable, Equatable {
    package let name: String
    /// Secrets masked; `nil` if nothing is set.
    package let value: String?
    package let origin: Origin

    fileprivate init<Value>(_ name: String, _ resolved: Resolved<Value>?) {
        self.init(name, resolved) { "\($0)" }
    }

    fileprivate init<Value>(
        _ name: String,
        _ resolved: Resolved<Value>?,
        _ show: (Value) -> String
    ) {
        self.name = name
        value = resolved.map { show($0.value) }
        origin = resolved?.origin ?? .default
    }
}

extension ResolvedSettings {
    /// Every setting in the order of the table, and after it bindings and columns.
    package var report: [SettingReport] {
        var lines = [SettingReport("context", context), SettingReport("url", server.url)]
        lines += server.headers.map { SettingReport("header", $0) }
        lines += [
            SettingReport("tenant", server.tenant) { "\($0.name) (\($0.header))" },
            SettingReport("authorization", server.authorization) { $0.masked },
            SettingReport("cacert", server.cacert),
            SettingReport("cert", server.cert),
            SettingReport("key", server.key),
            SettingReport("insecure", server.insecure),
            SettingReport("proxy", server.proxy),
            SettingReport("connect-timeout", server.connectTimeout),
            SettingReport("max-time", server.maxTime),
            SettingReport("limit", limit),
            SettingReport("utc", utc),
            SettingReport("color", color) { $0.rawValue },
            SettingReport("glyphs", glyphs) { $0.rawValue },
            SettingReport("theme", theme) { $0.rawValue },
            SettingReport("linear", linear),
            SettingReport("log", log),
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
        return lines
    }
}

extension Credentials {
    fileprivate var masked: String {
        switch self {
        case .bearer(let token): "bearer \(token)"
        case .basic(let user, let password): "basic \(user):\(password)"
        }
    }
}
