/// A format that traces are written in, too: as documents of which any number may follow one another.
package enum WrittenFormat: Sendable, Equatable, CaseIterable {
    case jaegerJSON
    case otlpJSON
    case spoorJSON

    /// The format as one that is read.
    package var format: TraceFormat {
        switch self {
        case .jaegerJSON: .jaegerJSON
        case .otlpJSON: .otlpJSON
        case .spoorJSON: .spoorJSON
        }
    }

    /// As people call it.
    package var name: String { format.name }

    /// How traces are written in it, without anything that only one format can say.
    package var document: any TraceDocument {
        switch self {
        case .jaegerJSON: JaegerDocument()
        case .otlpJSON: OTLPDocument()
        case .spoorJSON: SpoorDocument()
        }
    }
}
