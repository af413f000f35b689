package import Explorer
package import TraceAnalysis
package import TraceModel

/// What a command prints, and where it is read from.
package struct DataRequest: Sendable {
    package var subject: Subject
    /// Files and folders to read instead of asking a server; empty for the server of the settings.
    package var files: [TraceSource]
    package var output: OutputFormat
    /// Names of the columns, in their order; nil for those of the form.
    package var columns: [String]?

    package init(
        subject: Subject,
        files: [TraceSource] = [],
        output: OutputFormat = .table,
        columns: [String]? = nil
    ) {
        self.subject = subject
        self.files = files
        self.output = output
        self.columns = columns
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
        /// With `archives` the source keeps it in its archive, too.
        case trace(TraceIDText, raw: Bool, archives: Bool)
        case span(TraceIDText, SpanID, raw: Bool)
        /// Spans of one trace.
        case find(FindRequest)
        /// What a view of the Trace screen shows.
        case view(TraceViewRequest)
        /// Every trace there is; of files only.
        case everything
    }
}

extension DataRequest.Subject {
    /// The list that is printed, and the columns of it that a command can fill.
    var list: (name: ListName, columns: [String]) {
        switch self {
        case .services:
            (.services, ServiceColumn.allCases.filter(\.isOfCommand).map(\.rawValue))
        case .operations:
            (.operations, OperationColumn.allCases.filter(\.isOfCommand).map(\.rawValue))
        case .traces, .everything: (.traces, ListName.traces.columns)
        case .errors: (.errors, ListName.errors.columns)
        case .monitor: (.monitor, ListName.monitor.columns)
        case .follow(let request):
            switch request.subject {
            case .traces: (.follow, ListName.follow.columns)
            case .rates: (.rates, ListName.rates.columns)
            }
        case .trace, .find: (.spans, ListName.spans.columns)
        case .span: (.attributes, ListName.attributes.columns)
        case .view(let request): (request.view.list, request.view.list.columns)
        }
    }
}

/// A trace as a view shows it.
package struct TraceViewRequest: Sendable, Equatable {
    package enum View: Sendable, Equatable {
        case statistics(by: SpanGrouping, then: SpanGrouping?, StatisticsOrder)
        case flame
        case spans(SpanOrder)
        case events
        case graph

        var list: ListName {
            switch self {
            case .statistics: .statistics
            case .flame: .flame
            case .spans: .spans
            case .events: .events
            case .graph: .graph
            }
        }
    }

    package var trace: TraceIDText
    /// Times as recorded, without the adjustment for clock skew.
    package var raw: Bool
    package var view: View
}

/// Figures over time of a service, or of one operation of it.
package struct MonitorRequest: Sendable, Equatable {
    package var service: String
    package var operation: String?
    /// How far back, nanoseconds, > 0.
    package var range: Nanoseconds
}
