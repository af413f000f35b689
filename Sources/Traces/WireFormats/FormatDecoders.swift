import TraceModel

/// The decoders of all formats: an input may hold spans of several, one after another.
struct FormatDecoders: ~Copyable {
    private var jaeger = JSONTraceDecoder<JaegerHandler>()
    private var otlp = JSONTraceDecoder<OTLPHandler>()
    private var spoor = JSONTraceDecoder<SpoorHandler>()
    /// Spans of formats that are read one whole span at a time.
    var objects = SpanObjects()
    /// The formats found so far, in the order found.
    private(set) var formats: [TraceFormat] = []

    /// Decoders of which that of OTLP takes requests to a receiver; see ``TraceDecoder/ofRequests()``.
    static func ofRequests() -> FormatDecoders {
        var handler = OTLPHandler()
        handler.isOfRequest = true
        var decoders = FormatDecoders()
        decoders.otlp = JSONTraceDecoder(handler)
        return decoders
    }

    /// Spans complete so far.
    var spanCount: Int {
        jaeger.spanCount + otlp.spanCount + spoor.spanCount + objects.builder.spanCount
    }

    /// Bytes held for what was read.
    var byteCount: Int {
        jaeger.byteCount + otlp.byteCount + spoor.byteCount + objects.byteCount
    }

    /// Longest string taken, in bytes; longer ones are cut.
    var longestString: Int {
        get { jaeger.longestString }
        set {
            jaeger.longestString = newValue
            otlp.longestString = newValue
            spoor.longestString = newValue
        }
    }

    mutating func note(_ format: TraceFormat) {
        if formats.last != format, !formats.contains(format) { formats.append(format) }
    }

    /// Reads on in documents of a format that needs no looking for.
    @inline(__always)
    mutating func feed(
        _ bytes: UnsafeBufferPointer<UInt8>,
        as format: WrittenFormat
    ) throws(DecodeError) {
        switch format {
        case .jaegerJSON: try jaeger.feed(bytes)
        case .otlpJSON: try otlp.feed(bytes)
        case .spoorJSON: try spoor.feed(bytes)
        }
    }

    /// Ends the input, which must hold whole documents of `format`, or whole parts.
    mutating func endInput(as format: WrittenFormat) throws(DecodeError) {
        switch format {
        case .jaegerJSON: try jaeger.endInput()
        case .otlpJSON: try otlp.endInput()
        case .spoorJSON: try spoor.endInput()
        }
    }

    /// Begins a part of a document; see ``JSONTraceDecoder/beginPart(at:within:)``.
    mutating func beginPart(_ format: WrittenFormat, at offset: Int, _ wrapper: ShapeWrapper) {
        note(format.format)
        switch format {
        case .jaegerJSON: jaeger.beginPart(at: offset, within: wrapper.beginning)
        case .otlpJSON: otlp.beginPart(at: offset, within: wrapper.beginning)
        case .spoorJSON: spoor.beginPart(at: offset, within: wrapper.beginning)
        }
    }

    /// Reads on in a part; see ``JSONTraceDecoder/feedPart(_:depth:)``.
    mutating func feedPart(
        _ format: WrittenFormat,
        _ bytes: UnsafeBufferPointer<UInt8>,
        depth: Int
    ) throws(DecodeError) -> (count: Int, isComplete: Bool) {
        switch format {
        case .jaegerJSON: try jaeger.feedPart(bytes, depth: depth)
        case .otlpJSON: try otlp.feedPart(bytes, depth: depth)
        case .spoorJSON: try spoor.feedPart(bytes, depth: depth)
        }
    }

    /// A span has just ended in a part that can be read in batches.
    func isBetweenSpans(_ format: WrittenFormat) -> Bool {
        switch format {
        case .jaegerJSON: jaeger.isBetweenSpans
        case .otlpJSON: otlp.isBetweenSpans
        case .spoorJSON: false
        }
    }

    /// Where to cut `bytes` of a part for batches to begin there, if that is likely to be worth it.
    func beginningOfBatches(
        _ format: WrittenFormat,
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        switch format {
        case .jaegerJSON: JaegerHandler.spanCuts.next(in: bytes, from: 1)
        case .otlpJSON: OTLPHandler.spanCuts.next(in: bytes, from: 1)
        case .spoorJSON: nil
        }
    }

    /// Reads on in batches; see ``JSONTraceDecoder/feedBatches(_:_:within:)``.
    mutating func feedBatches(
        _ format: WrittenFormat,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ batching: SpanBatching,
        within room: Int
    ) -> Int {
        switch format {
        case .jaegerJSON: jaeger.feedBatches(bytes, batching, within: room)
        case .otlpJSON: otlp.feedBatches(bytes, batching, within: room)
        case .spoorJSON: 0
        }
    }

    /// Reads whole lines of OTLP in batches; see ``JSONTraceDecoder/feedLines(_:_:within:)``.
    mutating func feedLines(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ batching: SpanBatching,
        within room: Int
    ) -> (count: Int, documents: Int) {
        let read = otlp.feedLines(bytes, batching, within: room)
        if read.documents > 0 { note(.otlpJSON) }
        return read
    }

    mutating func endPart(_ format: WrittenFormat, _ wrapper: ShapeWrapper) {
        switch format {
        case .jaegerJSON: jaeger.endPart(wrapper.end)
        case .otlpJSON: otlp.endPart(wrapper.end)
        case .spoorJSON: spoor.endPart(wrapper.end)
        }
    }

    /// Gives up the part being read; the complete spans in it stay.
    mutating func abandonPart(_ format: WrittenFormat) {
        switch format {
        case .jaegerJSON: jaeger.abandonPart()
        case .otlpJSON: otlp.abandonPart()
        case .spoorJSON: spoor.abandonPart()
        }
    }

    /// What has come so far, in the order of the formats; the decoders are as new afterwards.
    mutating func partial() -> DecodedTraces {
        var all = jaeger.partial()
        for more in [otlp.partial(), spoor.partial(), objects.partial()] {
            all.traces += more.traces
            all.serverErrors += more.serverErrors
            all.report.merge(more.report)
        }
        formats = []
        return all
    }
}
