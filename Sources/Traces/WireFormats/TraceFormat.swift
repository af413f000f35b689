/// A format of trace data that can be read: one case, one folder here, and whatever the compiler then asks for.
///
/// Found by looking at the data, never by the name of a file. Those that are also written are ``WrittenFormat``s.
package enum TraceFormat: Sendable, Equatable, CaseIterable {
    /// What Jaeger's query API answers.
    case jaegerJSON
    /// OTLP's trace JSON (opentelemetry-proto), bare or as Tempo answers it.
    case otlpJSON
    /// OTLP's trace messages (opentelemetry-proto), with or without their lengths before them.
    case otlpProtobuf
    /// What `spoor trace -o json` prints: `docs/output.md`.
    case spoorJSON
    /// Zipkin's JSON of version 2 (`zipkin2-api.yaml`).
    case zipkinJSON
    /// The JSON of Jaeger's gRPC messages (`api_v2/model.proto`).
    case jaegerGRPCJSON
    /// Jaeger's documents in Elasticsearch and OpenSearch.
    case jaegerDocuments
    /// OpenSearch Data Prepper's span documents.
    case dataPrepperDocuments
    /// What Tempo's search answers: parts of traces.
    case tempoSearch
    /// What the OpenTelemetry SDK for Python prints.
    case pythonConsole
    /// What the OpenTelemetry SDK for Go prints (`stdouttrace`).
    case goConsole
    /// What the OpenTelemetry SDK for JavaScript prints (`util.inspect`).
    case javaScriptConsole
    /// What the OpenTelemetry SDK for Java logs (`LoggingSpanExporter`).
    case javaLog

    /// As people call it.
    package var name: String {
        switch self {
        case .jaegerJSON: "Jaeger JSON"
        case .otlpJSON: "OTLP JSON"
        case .otlpProtobuf: "OTLP protobuf"
        case .spoorJSON: "Spoor JSON"
        case .zipkinJSON: "Zipkin JSON"
        case .jaegerGRPCJSON: "Jaeger gRPC JSON"
        case .jaegerDocuments: "Jaeger documents"
        case .dataPrepperDocuments: "Data Prepper documents"
        case .tempoSearch: "Tempo search answers"
        case .pythonConsole: "Python console spans"
        case .goConsole: "Go console spans"
        case .javaScriptConsole: "JavaScript console spans"
        case .javaLog: "Java log lines"
        }
    }

    /// Who writes it, and in which forms, as a part of a sentence.
    package var origin: String {
        switch self {
        case .jaegerJSON: "the answers of Jaeger's query API, and what Jaeger's UI downloads"
        case .otlpJSON:
            "OTLP exports, the Collector's file exporter, the answers of Jaeger's v3 API and of Tempo"
        case .otlpProtobuf:
            "the same as protobuf: one message, or messages with their lengths before them (varint, or "
                + "four bytes as the Collector's file exporter writes them)"
        case .spoorJSON: "what spoor prints with -o json and -o ndjson"
        case .zipkinJSON: "Zipkin's version 2: lists of spans and lists of traces"
        case .jaegerGRPCJSON: "what grpcurl prints of Jaeger's api_v2"
        case .jaegerDocuments:
            "what Jaeger stores in Elasticsearch or OpenSearch: search answers, and one document per line"
        case .dataPrepperDocuments: "what OpenSearch Data Prepper stores"
        case .tempoSearch: "parts of traces: each trace's root and the spans that matched"
        case .pythonConsole: "the console exporter of OpenTelemetry's SDK for Python"
        case .goConsole: "stdouttrace of OpenTelemetry's SDK for Go"
        case .javaScriptConsole: "the console exporter of OpenTelemetry's SDK for JavaScript"
        case .javaLog:
            "LoggingSpanExporter of OpenTelemetry's SDK for Java, which writes no times; "
                + "OtlpJsonLoggingSpanExporter's lines are OTLP JSON"
        }
    }

    /// The names of all formats as a list in a sentence.
    package static var allNames: String {
        let names = allCases.map(\.name)
        return names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }
}
