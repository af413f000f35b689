import TerminalText

/// All settings, in the order of help: the one table that flags, environment, file and documentation
/// are made from.
package enum SettingTable {
    package static let server = [
        url, context, header, tenant, tokenFile, tokenCommand, user, passwordFile, passwordCommand,
        cacert, cert, key, insecure, proxy, connectTimeout, maxTime, limit,
    ]
    package static let looks = [utc, color, glyphs, theme, linear]
    package static let program = [config, log]
    package static let all = server + looks + program

    package static let url = Setting(
        "url",
        "URL",
        .url,
        key: "contexts.NAME.url",
        "server to ask, base path and all; \(defaultURL) if nothing says otherwise"
    )
    package static let context = Setting(
        "context",
        "NAME",
        .text,
        key: "default-context",
        "named server of the configuration file"
    )
    package static let header = Setting(
        "header",
        "'NAME: VALUE'",
        .header,
        key: "contexts.NAME.headers",
        repeatable: true,
        "header to send with every request; may be repeated"
    )
    package static let tenant = Setting(
        "tenant",
        "NAME",
        .text,
        key: "contexts.NAME.tenant",
        "tenant to ask for, sent as x-tenant"
    )
    package static let tokenFile = Setting(
        "token-file",
        "FILE",
        .path,
        key: "contexts.NAME.token.file",
        "file with a bearer token, readable by you alone"
    )
    package static let tokenCommand = Setting(
        "token-command",
        "COMMAND",
        .text,
        key: "contexts.NAME.token.command",
        "shell command that prints a bearer token"
    )
    package static let user = Setting(
        "user",
        "NAME",
        .text,
        key: "contexts.NAME.user",
        "user for basic authentication"
    )
    package static let passwordFile = Setting(
        "password-file",
        "FILE",
        .path,
        key: "contexts.NAME.password.file",
        "file with the user's password, readable by you alone"
    )
    package static let passwordCommand = Setting(
        "password-command",
        "COMMAND",
        .text,
        key: "contexts.NAME.password.command",
        "shell command that prints the user's password"
    )
    package static let cacert = Setting(
        "cacert",
        "FILE",
        .path,
        key: "contexts.NAME.cacert",
        "certificates to trust, PEM"
    )
    package static let cert = Setting(
        "cert",
        "FILE",
        .path,
        key: "contexts.NAME.cert",
        "client certificate, PEM"
    )
    package static let key = Setting(
        "key",
        "FILE",
        .path,
        key: "contexts.NAME.key",
        "key of the client certificate, PEM"
    )
    package static let insecure = Setting(
        "insecure",
        nil,
        .toggle,
        key: "contexts.NAME.insecure",
        "do not check the server's certificate; stays visible on screen"
    )
    package static let proxy = Setting(
        "proxy",
        "URL",
        .proxy,
        key: "contexts.NAME.proxy",
        "http, https, socks5 or socks5h proxy; else the usual environment"
    )
    package static let connectTimeout = Setting(
        "connect-timeout",
        "TIME",
        .timeLimit,
        key: "limits.connect-timeout",
        "how long connecting may take; \(defaultConnectTimeout) unless said"
    )
    package static let maxTime = Setting(
        "max-time",
        "TIME",
        .timeLimit,
        key: "limits.max-time",
        "how long one request may take; \(defaultMaxTime) unless said"
    )
    package static let limit = Setting(
        "limit",
        "N",
        .count,
        key: "limits.limit",
        "traces to ask for at most; \(defaultLimit) unless said"
    )
    package static let utc = Setting("utc", nil, .toggle, key: "zone", "times in UTC")
    package static let color = Setting(
        "color",
        "WHEN",
        .choice(ColorChoice.allCases.map(\.rawValue)),
        key: "color",
        "colours to use"
    )
    package static let glyphs = Setting(
        "glyphs",
        "SET",
        .choice(GlyphChoice.allCases.map(\.rawValue)),
        key: "glyphs",
        "characters to draw with"
    )
    package static let theme = Setting(
        "theme",
        "NAME",
        .choice(ThemeName.allCases.map(\.rawValue)),
        key: "theme",
        "theme of the explorer"
    )
    package static let linear = Setting(
        "linear",
        nil,
        .toggle,
        key: "linear",
        "explorer as a conversation in words, for screen readers"
    )
    package static let config = Setting(
        "config",
        "FILE",
        .path,
        key: nil,
        "configuration file to read instead of the usual one"
    )
    package static let log = Setting(
        "log",
        "FILE",
        .path,
        key: "log",
        "file to append a log to; never the screen"
    )

    static let defaultURL = "http://localhost:16686"
    static let defaultConnectTimeout = "10s"
    static let defaultMaxTime = "2m"
    static let defaultLimit = "20"

    /// Secrets that only the environment can hold, beside the flags' twins: an argument would show
    /// in the process list.
    package static let secretVariables: [(name: String, help: String)] = [
        ("SPOOR_TOKEN", "a bearer token"),
        ("SPOOR_PASSWORD", "the password of --user"),
    ]
}
