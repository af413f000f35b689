/// Which family of the query API a server is best asked in, decided separately for each kind of question.
package struct Dialect: Sendable, Equatable {
    package enum Family: Sendable, Equatable {
        /// `/api/…`, Jaeger's own JSON.
        case legacy
        /// `/api/v3/…`, OTLP JSON.
        case v3
    }

    package enum SearchRoute: Sendable, Equatable {
        /// `/api/v3/trace-summaries`: no spans travel (Jaeger from 2.19).
        case summaries
        /// `/api/traces`: whole traces travel.
        case legacyTraces
        /// `/api/v3/traces`: whole traces travel; attributes are ignored by Jaeger before 2.19.
        case v3Traces
    }

    /// Services and operations.
    package var lists: Family
    package var search: SearchRoute
    package var trace: Family
    /// Nil when the server does not say.
    package var version: ServerVersion?
    /// The version of Spoor that answers; nil for any other server.
    package var spoorVersion: String?

    package init(
        lists: Family,
        search: SearchRoute,
        trace: Family,
        version: ServerVersion? = nil,
        spoorVersion: String? = nil
    ) {
        self.lists = lists
        self.search = search
        self.trace = trace
        self.version = version
        self.spoorVersion = spoorVersion
    }

    /// For the screen, such as `jaeger 2.20 · v3`; the family is that of searches.
    package var label: String {
        let own = spoorVersion.map { "spoor \($0)" }
        let product = own ?? version.map { "jaeger \($0.label)" } ?? "jaeger api"
        return product + (search == .legacyTraces ? " · legacy" : " · v3")
    }
}
