package import WireFormats

/// What `spoor convert` reads and writes.
package struct ConvertRequest: Sendable {
    /// At least one.
    package var files: [TraceSource]
    package var format: ConvertedFormat
}

extension OptionTable {
    static let convertedFormat = CommandLineOption(
        "output",
        letter: "o",
        metavar: "FORMAT",
        completion: .words(ConvertedFormat.allCases.map(\.rawValue)),
        OptionTable.outputHelp
    )
}

extension CommandTable {
    static let convert = CommandDescription(
        .convert,
        arguments: "FILE…",
        "write traces of files in another format",
        details: [
            "All traces of the files, folders and archives, or of standard input (-), go to standard output, the newest "
                + "first, with times as recorded. What the format cannot hold is counted on standard error.",
            "Formats are "
                + ConvertedFormat.allCases.map { "\($0.rawValue) (\($0.meaning))" }
                .joined(separator: "; ") + ". Without --output it is otlp.",
        ],
        options: [OptionTable.convertedFormat],
        examples: [
            .init("spoor convert ticket.zip -o zipkin > traces.json", "for Zipkin's UI"),
            .init("spoor convert old/ -o otlp-proto > traces.pb", "a body for /v1/traces"),
        ],
        completion: .files
    )
}
