package import TerminalText

/// All settings with where each was said: what the rest of the program is configured by.
package struct ResolvedSettings: Sendable {
    /// The context in force, if any.
    package var context: Resolved<String>?
    package var server: ServerSettings
    /// Traces to ask for at most; a command may have a default of its own.
    package var limit: Resolved<Int>
    package var bounds: AnswerBounds
    /// Whether times are shown in UTC instead of the local zone.
    package var utc: Resolved<Bool>
    package var color: Resolved<ColorChoice>
    package var glyphs: Resolved<GlyphChoice>
    package var theme: Resolved<ThemeName>
    package var hyperlinks: Resolved<HyperlinkChoice>
    /// Whether the explorer is a conversation of lines instead of a screen.
    package var linear: Resolved<Bool>
    /// How many equal siblings one row of a trace stands for at least.
    package var fold: Resolved<Int>
    /// The configuration file of Jaeger's UI that links are taken from.
    package var linkPatterns: Resolved<String>?
    /// The file that log lines are appended to.
    package var log: Resolved<String>?
    package var bindings: [KeyBinding]
    package var columns: [ColumnSetting]
    package var links: [LinkSetting]
    /// The configuration file that was read, if there was one.
    package var filePath: String?
    package var contextNames: [String]
    /// Variables that the file takes secrets from.
    package var variablesOfFile: Set<String>
    /// What stays behind because another server is asked; also to be said in the explorer.
    package var leftOut: [LeftOut]
    /// What the user should know of how secrets are given, one sentence each.
    package var warnings: [String]
}

/// How much of an answer, or of a file, is taken; all in bytes.
package struct AnswerBounds: Sendable, Equatable {
    /// Longest text; a longer one is cut.
    package var value: Resolved<Int>
    /// Memory of one span that is being read.
    package var span: Resolved<Int>
    /// Memory of the traces of one answer or file.
    package var trace: Resolved<Int>
    /// Length of one answer or file, uncompressed.
    package var answer: Resolved<Int>
}

/// Which server is asked, as whom and by which way.
package struct ServerSettings: Sendable {
    package var url: Resolved<ServerAddress>
    /// To be sent with every request, in order.
    ///
    /// Send them to the server's own host only.
    package var headers: [Resolved<HeaderLine>]
    package var authorization: Resolved<Credentials>?
    package var tenant: Resolved<Tenant>?
    /// Certificates to trust in place of the system's; a PEM file.
    package var cacert: Resolved<String>?
    /// Client certificate and its key; PEM files.
    package var cert: Resolved<String>?
    package var key: Resolved<String>?
    /// Whether the server's certificate goes unchecked; has to stay visible.
    package var insecure: Resolved<Bool>
    /// `nil` leaves the choice to the usual environment (`https_proxy` and its kin).
    package var proxy: Resolved<ProxyAddress>?
    package var connectTimeout: Resolved<TimeLimit>
    package var maxTime: Resolved<TimeLimit>
}

/// What goes into the header `Authorization`.
package enum Credentials: Sendable, Equatable {
    case bearer(Secret)
    case basic(user: String, password: Secret)
}

/// The tenant that is asked for, and the header that says so.
package struct Tenant: Sendable, Equatable {
    /// The header Jaeger's multi-tenancy uses unless told otherwise.
    package static let usualHeader = "x-tenant"

    package let header: String
    package let name: String
}
