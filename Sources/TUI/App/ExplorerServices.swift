package import Explorer
package import Follow
package import TraceModel

/// What the explorer needs from outside beside the terminal; made by the program's wiring.
package struct ExplorerServices: Sendable {
    package var reader: any TraceReader
    /// Writes a file and says in words what was written; the reader loads what is missing.
    package var save: @Sendable (SaveTarget, @escaping ProgressHandler) async throws -> String
    /// Keeps a query for later runs.
    package var remember: @Sendable (String) -> Void
    /// Keeps which services are pinned for later runs.
    package var pin: @Sendable ([String]) -> Void
    /// Keeps how lists and traces are shown for later runs.
    package var keep: @Sendable (ViewChoices) -> Void
    /// One line for the log file.
    package var log: @Sendable (String) -> Void
    /// Keeps a text that was copied, readable by the user alone, and gives the path; throws a sentence.
    package var keepCopy: @Sendable (String) throws -> String
    /// What could not be kept for later runs or in the log since this was asked last, in sentences.
    package var unkept: @Sendable () -> [String]
    /// What a backend in the same process says of itself at this moment; nil for any other source.
    package var figures: (@Sendable () -> SourceFigures)?
    /// How long questions may take that are asked again and again.
    package var requestTimeout: RequestTimeout
    /// The process's own environment.
    package var environment: [String: String]

    package init(
        reader: any TraceReader,
        save: @escaping @Sendable (SaveTarget, @escaping ProgressHandler) async throws -> String,
        remember: @escaping @Sendable (String) -> Void,
        pin: @escaping @Sendable ([String]) -> Void,
        keep: @escaping @Sendable (ViewChoices) -> Void,
        log: @escaping @Sendable (String) -> Void,
        keepCopy: @escaping @Sendable (String) throws -> String,
        unkept: @escaping @Sendable () -> [String] = { [] },
        figures: (@Sendable () -> SourceFigures)? = nil,
        requestTimeout: RequestTimeout = RequestTimeout(),
        environment: [String: String]
    ) {
        self.reader = reader
        self.save = save
        self.remember = remember
        self.pin = pin
        self.keep = keep
        self.log = log
        self.keepCopy = keepCopy
        self.unkept = unkept
        self.figures = figures
        self.requestTimeout = requestTimeout
        self.environment = environment
    }
}
