package import TraceModel

/// What a command prints, and where it is read from.
package struct DataRequest: Sendable {
    package var subject: Subject
    /// Files and folders to read instead of asking a server; empty for the server of the settings.
    package var files: [TraceSource]
    package var output: OutputFormat

    package init(subject: Subject, files: [TraceSource] = [], output: OutputFormat = .table) {
        self.subject = subject
        self.files = files
        self.output = output
    }

    package enum Subject: Sendable, Equatable {
        /// With `rates`, their rates and latencies too, which costs further requests.
        case services(rates: Bool)
        case operations(service: String)
        case traces(TracesRequest)
        /// Traces with errors, by where these began.
        case errors(TracesRequest)
        case monitor(MonitorRequest)
        /// Traces, or rates, as they come.
        case follow(FollowRequest)
        /// With `raw`, times as recorded, without the adjustment for clock skew.
        case trace(TraceIDText, raw: Bool)
        case span(TraceIDText, SpanID, raw: Bool)
        /// Every trace there is; of files only.
        case everything
    }
}

/// Figures over time of a service, or of one operation of it.
package struct MonitorRequest: Sendable, Equatable {
    package var service: String
    package var operation: String?
    /// How far back, nanoseconds, > 0.
    package var range: Nanoseconds
}
