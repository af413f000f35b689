import TraceModel

/// Spans of formats whose spans are small objects: each is read whole, then written into columns.
///
/// The part that these formats share: attributes and resources of any JSON, ids and times, and what is told of things that cannot
/// be read.
struct SpanObjects: ~Copyable {
    var builder: TraceBuilder
    let keys: JaegerKeys
    var report = DecodeReport()
    var draft = SpanDraft()
    /// The first thing of the span being read that could not be read.
    var trouble: String?
    var scopes = JaegerScopes()
    private var resources: [ResourceKey: UInt32] = [:]
    /// What is known of Zipkin's spans, some of which share an id.
    var sharedIDs = ZipkinSharedIDs()
    /// Traces of which a search answered only parts.
    var partialTraces = 0
    /// Spans of a format that has no times.
    var timelessSpans = 0
    /// OTLP messages that could not be told from Tempo's own come through here too.
    var protobufDocuments = 0

    /// Levels of arrays and objects in a span; reading more would take more of the stack than a thread has.
    private static let deepest = 128

    /// Bytes held for what was read.
    var byteCount: Int { builder.byteCount + draft.byteCount + resources.count * 256 }

    private struct ResourceKey: Hashable {
        var service: String?
        var attributes: [JSONMember]
        var schemaURL: String
    }

    init() {
        var builder = TraceBuilder()
        keys = JaegerKeys(&builder.strings)
        self.builder = builder
    }

    /// Reads the span in `bytes`, which are one JSON object that looks like one of `format`; false if it is none after all.
    mutating func add(_ bytes: [UInt8], as format: TraceFormat) throws(DecodeError) -> Bool {
        guard bytes.jsonDepth <= Self.deepest else {
            report.addMalformedPart(
                "A span of more than \(Self.deepest) arrays and objects inside one another was passed over"
            )
            return true
        }
        let object = try JSONValue(parsing: bytes)
        guard object.hasIDs(as: format) else { return false }
        add(object, as: format)
        return true
    }

    /// Writes a span, or what a search tells of a trace, into the columns.
    mutating func add(_ object: JSONValue, as format: TraceFormat) {
        switch format {
        case .zipkinJSON: addZipkin(object)
        case .jaegerGRPCJSON: addJaegerGRPC(object)
        case .dataPrepperDocuments: addDataPrepper(object)
        case .tempoSearch: addTempoHit(object)
        case .pythonConsole: addPython(object)
        case .goConsole: addGo(object)
        case .javaScriptConsole: addJavaScript(object)
        // Read as streams, as messages and as lines.
        case .jaegerJSON, .jaegerDocuments, .otlpJSON, .otlpProtobuf, .spoorJSON, .javaLog: break
        }
    }

    /// Begins a span.
    mutating func begin() {
        draft.reset()
        trouble = nil
    }

    /// Counts the span being read as one of which something could not be read.
    mutating func tell(_ reason: @autoclosure () -> String) {
        if trouble == nil { trouble = reason() }
    }

    /// Ends the span being read; returns its row.
    @discardableResult
    mutating func end() -> Int {
        let row = builder.append(draft)
        if let trouble {
            report.addMalformedSpan("Span \(row + 1) (\(draft.spanID)): \(trouble)")
        }
        return row
    }

    /// The index of a resource, the same one for all that are equal.
    mutating func resource(
        service: String?,
        attributes: [JSONMember] = [],
        schemaURL: String = "",
        _ stored: (inout SpanObjects, JSONMember) -> StoredAttribute = { $0.attribute($1) }
    ) -> UInt32 {
        if service == nil && attributes.isEmpty && schemaURL.isEmpty { return 0 }
        let key = ResourceKey(service: service, attributes: attributes, schemaURL: schemaURL)
        if let known = resources[key] { return known }
        var list: [StoredAttribute] = []
        for member in attributes { list.append(stored(&self, member)) }
        let index = builder.addResource(
            serviceName: service.map { builder.strings.intern($0) },
            attributes: list,
            schemaURL: builder.strings.intern(schemaURL)
        )
        resources[key] = index
        return index
    }

    /// The index of a scope, the same one for all that are equal.
    mutating func scope(name: String?, version: String?) -> UInt32 {
        guard name?.isEmpty == false || version?.isEmpty == false else { return 0 }
        return scopes.index(
            name: builder.strings.intern(name ?? ""),
            version: builder.strings.intern(version ?? ""),
            in: &builder
        )
    }

    /// What has come so far; this is as new afterwards.
    mutating func partial() -> DecodedTraces {
        sharedIDs.settle(in: &builder)
        var report = report
        report.spans = builder.spanCount
        report.documents = protobufDocuments
        report.remarks += notes
        report.nameUnidentified(in: &builder)
        builder.adoptPresentParents()
        let ended = consume self
        self = SpanObjects()
        return DecodedTraces(traces: ended.builder.finish(), serverErrors: [], report: report)
    }

    private var notes: [String] {
        var notes: [String] = []
        if partialTraces > 0 {
            notes.append(
                "The traces of a search answer of Tempo are parts: of each, the root and the spans that matched; "
                    + "ask Tempo for a trace by its id to see it whole."
            )
        }
        if timelessSpans > 0 {
            notes.append(
                "Java's LoggingSpanExporter writes neither times nor parents: its spans stand at 1970-01-01, side by side."
            )
        }
        return notes
    }
}

extension JSONValue {
    /// Whether there are ids where the format has them.
    fileprivate func hasIDs(as format: TraceFormat) -> Bool {
        switch format {
        case .zipkinJSON, .javaScriptConsole: self["traceId"].isWord && self["id"].isWord
        case .jaegerGRPCJSON, .dataPrepperDocuments:
            (self["traceId"] ?? self["trace_id"]).isWord
                && (self["spanId"] ?? self["span_id"]).isWord
        case .tempoSearch: (self["traceID"] ?? self["traceId"]).isWord
        case .pythonConsole:
            self["context"]?["trace_id"].isWord == true
                && self["context"]?["span_id"].isWord == true
        case .goConsole:
            self["SpanContext"]?["TraceID"].isWord == true
                && self["SpanContext"]?["SpanID"].isWord == true
        case .jaegerJSON, .jaegerDocuments, .otlpJSON, .otlpProtobuf, .spoorJSON, .javaLog: true
        }
    }
}

extension JSONValue? {
    /// Whether it is something that ids are written as.
    fileprivate var isWord: Bool {
        switch self {
        case .string(let text): !text.isEmpty
        case .int: true
        case .null, .bool, .double, .array, .object, nil: false
        }
    }
}

extension [UInt8] {
    /// How many arrays and objects are inside one another in JSON.
    fileprivate var jsonDepth: Int {
        var depth = 0
        var deepest = 0
        var isInText = false
        var isEscaped = false
        for byte in self {
            if isEscaped {
                isEscaped = false
            } else if isInText {
                isEscaped = byte == UInt8(ascii: "\\")
                isInText = byte != UInt8(ascii: "\"")
            } else if byte == UInt8(ascii: "\"") {
                isInText = true
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                depth += 1
                deepest = Swift.max(deepest, depth)
            } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                depth -= 1
            }
        }
        return deepest
    }
}
