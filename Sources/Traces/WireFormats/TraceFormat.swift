/// A format of trace data: one folder here, one case, and whatever the compiler then asks for.
///
/// Found by looking at the data, never by the name of a file.
package enum TraceFormat: Sendable, Equatable, CaseIterable {
    /// What Jaeger's query API answers.
    case jaegerJSON
    /// OTLP's trace JSON (opentelemetry-proto).
    case otlpJSON
    /// What `spoor trace -o json` prints: `docs/output.md`.
    case spoorJSON

    /// As people call it.
    package var name: String {
        switch self {
        case .jaegerJSON: "Jaeger JSON"
        case .otlpJSON: "OTLP JSON"
        case .spoorJSON: "Spoor JSON"
        }
    }

    /// As commands name it.
    package var word: String {
        switch self {
        case .jaegerJSON: "jaeger"
        case .otlpJSON: "otlp"
        case .spoorJSON: "spoor"
        }
    }

    /// How traces are written in it, without anything that only one format can say.
    package var document: any TraceDocument {
        switch self {
        case .jaegerJSON: JaegerDocument()
        case .otlpJSON: OTLPDocument()
        case .spoorJSON: SpoorDocument()
        }
    }

    /// The names of all formats as a list in a sentence.
    package static var allNames: String {
        let names = allCases.map(\.name)
        return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }
}
