import TerminalText

/// All settings, in the order of help: the one table that flags, environment, file and documentation
/// are made from.
package enum SettingTable {
    package static let server = [
        url, context, header, tenant, tokenFile, tokenCommand, user, passwordFile, passwordCommand,
        cacert, cert, key, insecure, proxy, sendCredentials, connectTimeout, maxTime, limit,
        maxValue, maxSpan, maxTrace, maxAnswer,
    ]
    package static let looks = [
        utc, color, glyphs, theme, hyperlinks, linear, fold, linkPatterns,
    ]
    package static let program = [config, log]
    package static let all = server + looks + program

    package static let url = Setting(
        "url",
        "URL",
        .url,
        key: "contexts.NAME.url",
        "server to ask, with its base path, or over gRPC as grpc://HOST:16685 (grpcs:// with TLS); default: \(defaultURL)"
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
        bound: true,
        "header to send with every request; may be repeated"
    )
    package static let tenant = Setting(
        "tenant",
        "NAME",
        .text,
        key: "contexts.NAME.tenant",
        bound: true,
        "tenant to ask for, sent in the header x-tenant"
    )
    package static let tokenFile = Setting(
        "token-file",
        "FILE",
        .path,
        key: "contexts.NAME.token.file",
        bound: true,
        "file with a bearer token, readable by you alone"
    )
    package static let tokenCommand = Setting(
        "token-command",
        "COMMAND",
        .text,
        key: "contexts.NAME.token.command",
        bound: true,
        "shell command that prints a bearer token"
    )
    package static let user = Setting(
        "user",
        "NAME",
        .text,
        key: "contexts.NAME.user",
        bound: true,
        "user for basic authentication"
    )
    package static let passwordFile = Setting(
        "password-file",
        "FILE",
        .path,
        key: "contexts.NAME.password.file",
        bound: true,
        "file with the user's password, readable by you alone"
    )
    package static let passwordCommand = Setting(
        "password-command",
        "COMMAND",
        .text,
        key: "contexts.NAME.password.command",
        bound: true,
        "shell command that prints the user's password"
    )
    package static let cacert = Setting(
        "cacert",
        "FILE",
        .path,
        key: "contexts.NAME.cacert",
        bound: true,
        "certificates to trust, PEM"
    )
    package static let cert = Setting(
        "cert",
        "FILE",
        .path,
        key: "contexts.NAME.cert",
        bound: true,
        "client certificate, PEM"
    )
    package static let key = Setting(
        "key",
        "FILE",
        .path,
        key: "contexts.NAME.key",
        bound: true,
        "key of the client certificate, PEM"
    )
    package static let insecure = Setting(
        "insecure",
        nil,
        .toggle,
        key: "contexts.NAME.insecure",
        bound: true,
        "do not check the server's certificate; a warning stays on screen"
    )
    package static let proxy = Setting(
        "proxy",
        "URL",
        .proxy,
        key: "contexts.NAME.proxy",
        "http, https, socks5 or socks5h proxy; default: http_proxy, https_proxy and all_proxy"
    )
    package static let sendCredentials = Setting(
        "send-credentials",
        nil,
        .toggle,
        key: nil,
        variable: false,
        "for this call, send credentials to a server that they were not given for"
    )
    package static let connectTimeout = Setting(
        "connect-timeout",
        "TIME",
        .timeLimit,
        key: "limits.connect-timeout",
        "time limit to connect; default: \(defaultConnectTimeout)"
    )
    package static let maxTime = Setting(
        "max-time",
        "TIME",
        .timeLimit,
        key: "limits.max-time",
        "time limit for one answer, with retries and credentials; default: \(defaultMaxTime)"
    )
    package static let limit = Setting(
        "limit",
        "N",
        .count,
        key: "limits.limit",
        "maximum number of traces; default: \(defaultLimit), for errors \(errorLimit), for files \(fileLimit)"
    )
    package static let maxValue = Setting(
        "max-value",
        "SIZE",
        .size,
        key: "limits.max-value",
        "maximum length of a text; a longer one is cut, and a note says so; default: \(defaultMaxValue)"
    )
    package static let maxSpan = Setting(
        "max-span",
        "SIZE",
        .size,
        key: "limits.max-span",
        "maximum memory of one span; default: \(defaultMaxSpan)"
    )
    package static let maxTrace = Setting(
        "max-trace",
        "SIZE",
        .size,
        key: "limits.max-trace",
        "maximum memory of the traces of one answer or file; default: \(defaultMaxTrace)"
    )
    package static let maxAnswer = Setting(
        "max-answer",
        "SIZE",
        .size,
        key: "limits.max-answer",
        "maximum length of one answer or file, uncompressed; default: \(defaultMaxAnswer)"
    )
    package static let utc = Setting("utc", nil, .toggle, key: "zone", "times in UTC")
    package static let color = Setting(
        "color",
        "WHEN",
        .choice(ColorChoice.allCases.map(\.rawValue)),
        key: "color",
        "colours of the explorer; commands print none"
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
    package static let hyperlinks = Setting(
        "hyperlinks",
        "WHEN",
        .choice(HyperlinkChoice.allCases.map(\.rawValue)),
        key: "hyperlinks",
        "addresses in the explorer that the terminal opens (OSC 8)"
    )
    package static let linear = Setting(
        "linear",
        nil,
        .toggle,
        key: "linear",
        "text-only mode: type a command, read plain lines; for screen readers and simple terminals"
    )
    package static let fold = Setting(
        "fold",
        "N",
        .atLeast(3),
        key: "fold",
        "in a trace, one row stands for N equal siblings or more; default: \(defaultFold)"
    )
    package static let linkPatterns = Setting(
        "link-patterns",
        "FILE",
        .path,
        key: "link-patterns",
        "configuration file of Jaeger's UI, whose linkPatterns give attributes and traces links"
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
        "file to append a log to"
    )

    static let defaultURL = "http://localhost:16686"
    static let defaultConnectTimeout = "10s"
    static let defaultMaxTime = "2m"
    static let defaultLimit = "20"
    /// Traces that are read to find errors in, unless `--limit` says otherwise: as the explorer has it.
    package static let errorLimit = 100
    /// Traces of files that are listed, unless `--limit` says otherwise.
    package static let fileLimit = 1000
    /// As the explorer has it.
    package static let defaultFold = 5
    static let defaultMaxValue = "16MB"
    static let defaultMaxSpan = "64MB"
    static let defaultMaxTrace = "500MB"
    static let defaultMaxAnswer = "8GB"

    /// Secrets that only the environment can hold, beside the flags' twins: an argument would show
    /// in the process list.
    package static let secretVariables: [(name: String, help: String)] = [
        ("SPOOR_TOKEN", "a bearer token"),
        ("SPOOR_PASSWORD", "the password of --user"),
    ]
}
