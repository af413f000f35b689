package import Configuration
package import TraceModel

/// What a command line asks for, typed and checked as far as that needs no server.
package struct Invocation: Sendable {
    package var command: Command
    /// The settings given as flags or implied by words; `ResolvedSettings.resolve` takes them.
    package var flags: FlagValues
    /// The folder of traces to read instead of a server.
    package var data: String?
    /// What the user should know of how the words were understood, one sentence each.
    package var remarks: [String] = []

    /// Whether it asks the server that the settings name.
    package var asksServer: Bool {
        switch command {
        case .explore(.server), .explore(.trace): data == nil
        case .config: true
        case .data(let request): request.files.isEmpty && data == nil
        case .explore(.sources), .convert, .demo, .serve, .store, .completion, .manual, .help,
            .version:
            false
        }
    }
}

/// What is to be done.
package enum Command: Sendable {
    /// Draw the explorer; needs a terminal.
    case explore(ExplorerSubject)
    /// Ask for traces and print the answer.
    case data(DataRequest)
    /// Write the traces of files in another format.
    case convert(ConvertRequest)
    /// Simulate a shop, and explore it unless only shop and backend are asked for.
    case demo(DemoRequest)
    /// Receive, keep and serve traces until a signal ends it.
    case serve(ServeRequest)
    /// Look into a folder of traces, or change it.
    case store(StoreRequest)
    /// With `showsSecrets`, secrets that are at hand unmasked.
    case config(OutputFormat, showsSecrets: Bool)
    case completion(Shell)
    case manual
    /// Help of one command, or of the program.
    case help(CommandWord?)
    case version
}

/// What the explorer opens with.
package enum ExplorerSubject: Sendable, Equatable {
    /// The services of the server that the settings name.
    case server
    /// One trace of that server.
    case trace(TraceIDText)
    /// Files and folders, at least one.
    case sources([TraceSource])
}

/// Where traces are read from instead of a server.
package enum TraceSource: Sendable, Equatable {
    case standardInput
    case path(String)

    /// Reads an argument; `-` is standard input.
    init(_ word: String) {
        self = word == "-" ? .standardInput : .path(word)
    }
}
