package import TraceAnalysis
package import TraceModel
package import WireFormats

/// What `update` wants done outside the state; nothing else reaches the outside.
package enum Effect: Sendable {
    case load(RequestID, LoadRequest)
    /// The same for a question that is asked again and again while nobody waits for the answer: see
    /// `TraceReader.paced`.
    case poll(RequestID, LoadRequest)
    /// Pure work too long for a key press; done off the UI thread.
    case compute(RequestID, Computation)
    /// Follow the traces that meet a query's conditions, until cancelled.
    case follow(RequestID, TraceQuery)
    case cancel(RequestID)
    /// Put text into the user's clipboard, or into a file where the terminal cannot.
    case copy(RequestID, text: String, what: String)
    /// Open an address in `$BROWSER`, or copy it where that names no program.
    case openLink(RequestID, WebLink)
    /// Show text in `$PAGER`, in signs of Unicode.
    case pager(text: String)
    /// Show text in `$VISUAL` or `$EDITOR`.
    case editor(EditorText)
    case save(RequestID, SaveTarget)
    /// Keep a trace in the archive of the source.
    case archive(RequestID, TraceID)
    /// Keep a query for later runs.
    case remember(query: String)
    /// Keep which services are pinned, all of them, for later runs on this source.
    case pin(services: [String])
    /// Keep how lists and traces are shown, for later runs on this source.
    case keep(ViewChoices)
    case repaint
    case suspend
    case quit
}

/// A question for the source of traces.
package enum LoadRequest: Sendable, Equatable {
    case describe
    case services
    case operations(service: String)
    case search(TraceQuery)
    case trace(TraceID, near: ClosedRange<Timestamp>?, raw: Bool)
    case metrics(MetricsQuery)
    /// Read these traces whole, to find where their failures began.
    case failures([TraceSummary])
    /// Search whole traces, and count the calls of an operation in them.
    case calls(TraceQuery, of: CalledOperation)
    /// Search whole traces, and tell how long spans of an operation took.
    case likes(LikeOperation)
}

/// What `:save` writes, and where.
package struct SaveTarget: Sendable {
    package var path: String
    package var format: ConvertedFormat
    package var content: Content
    /// Whether a file that exists is replaced.
    package var overwrites: Bool

    package enum Content: Sendable {
        case trace(Trace)
        /// The traces of a list, to be loaded whole.
        case traces([TraceSummary])
    }

    package init(path: String, format: ConvertedFormat, content: Content, overwrites: Bool = false)
    {
        self.overwrites = overwrites
        self.path = path
        self.format = format
        self.content = content
    }
}
