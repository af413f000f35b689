import TraceModel

/// Turns Jaeger's trace JSON into columns.
///
/// Takes the query API's `{"data":[…],"errors":…}`, a list of traces, one trace, a list of spans or single spans.
/// References are resolved to a parent and links, and the tags that Jaeger generates from OpenTelemetry spans become
/// columns again, so that a trace is the same whichever API it came through.
struct JaegerHandler: ~Copyable {
    enum Context: UInt8, TraceContext {
        case document, list
        case traces, trace, errors, error
        case processes, processList, process
        case spans, span, references, reference, tags, tagMap, tag, logs, log
        case warnings
        case valueArray, valueMap

        var isList: Bool {
            switch self {
            case .document, .list, .traces, .spans, .tags, .tagMap, .logs, .references, .warnings,
                .processes, .processList:
                true
            case .trace, .errors, .error, .process, .span, .reference, .tag, .log, .valueArray,
                .valueMap:
                false
            }
        }
    }

    /// What owns the tags being read.
    enum TagOwner {
        case span, event, process
    }

    var builder: TraceBuilder
    let keys: JaegerKeys
    var report = DecodeReport()
    var serverErrors: [ServerError] = []

    var contexts = ContextStack(outermost: Context.document)
    var field = JaegerField.unknown

    var trace = JaegerTraceState()
    var span = JaegerSpanState()
    var tag = JaegerTag()
    var tagOwner = TagOwner.span
    /// The keys of the object of tags being read have `@` for dots.
    var hasReplacedDots = false
    var nested = NestedValues()
    /// Key of the entry being read of each open map.
    var mapKeys: [StringIndex] = []
    var process = JaegerProcessState()
    var scopes = JaegerScopes()
    /// The resources of services that are named on spans.
    var services: [StringIndex: UInt32] = [:]

    init() {
        var builder = TraceBuilder()
        keys = JaegerKeys(&builder.strings)
        self.builder = builder
    }

    var spanCount: Int { builder.spanCount }
    var isInSpan: Bool { span.isOpen }
    var spanTrouble: String? {
        get { span.trouble }
        set { span.trouble = newValue }
    }

    consuming func finish(_ report: DecodeReport) -> DecodedTraces {
        var report = report
        report.nameUnidentified(in: &builder)
        builder.adoptPresentParents()
        return DecodedTraces(traces: builder.finish(), serverErrors: serverErrors, report: report)
    }
}

extension JaegerHandler: TraceHandler {
    mutating func objectBegan() {
        guard contexts.takesBeginning() else { return }
        switch context {
        case .document, .list, .traces: beginTrace()
        case .trace where field == .processes: contexts.push(.processes)
        case .trace where field == .data: beginTrace()
        case .trace where field == .errors: beginError()
        case .spans: beginSpan()
        case .span where field == .process, .processes: beginProcess()
        case .processList: beginListedProcess()
        case .span where field == .tags || field == .tag: beginTagMap(of: .span)
        case .process where field == .tags || field == .tag: beginTagMap(of: .process)
        case .log where field == .fields: beginTagMap(of: .event)
        case .references: beginReference()
        case .tags:
            tag = JaegerTag()
            contexts.push(.tag)
        case .logs: beginLog()
        case .errors: beginError()
        case .tag where field == .value, .tagMap, .valueArray, .valueMap:
            nested.begin()
            mapKeys.append(0)
            contexts.push(.valueMap)
        default: skip("an object")
        }
    }

    mutating func arrayBegan() {
        guard contexts.takesBeginning() else { return }
        switch (context, field) {
        case (.document, _): contexts.push(.list)
        case (.trace, .data):
            trace.hasSpans = true
            contexts.push(.traces)
        case (.trace, .spans):
            trace.hasSpans = true
            contexts.push(.spans)
        case (.trace, .processes): contexts.push(.processList)
        case (.trace, .errors): contexts.push(.errors)
        case (.trace, .warnings), (.span, .warnings): contexts.push(.warnings)
        case (.span, .references): contexts.push(.references)
        case (.span, .tags): beginTags(of: .span)
        case (.span, .logs): contexts.push(.logs)
        case (.log, .fields): beginTags(of: .event)
        case (.process, .tags): beginTags(of: .process)
        case (.tag, .value), (.tagMap, _), (.valueArray, _), (.valueMap, _):
            nested.begin()
            contexts.push(.valueArray)
        default: skip("an array")
        }
    }

    mutating func objectEnded() {
        guard let ended = contexts.pop() else { return }
        switch ended {
        case .trace:
            endTrace()
            // The answer around a trace ends like one, and is no span.
            if context == .trace { trace.hasSpans = true }
        case .span: endSpan(isWithinTrace: context == .spans)
        case .tag: endTag()
        case .log: endLog()
        case .process: endProcess()
        case .valueMap:
            mapKeys.removeLast()
            take(nested.endMap(in: &builder))
        default: break
        }
    }

    mutating func arrayEnded() {
        switch contexts.pop() {
        case .valueArray: take(nested.endArray(in: &builder))
        case .traces: trace.hasSpans = true
        default: break
        }
    }

    @inline(__always)
    mutating func key(_ text: UnsafeBufferPointer<UInt8>) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .tag: field = .ofTag(text)
        case .span:
            field = .ofSpan(text)
            if field == .unknown, span.mayBeTrace { turnIntoTrace(at: text) }
        case .reference: field = .ofReference(text)
        case .log: field = .ofLog(text)
        case .process: field = .ofProcess(text)
        case .processes: process.name = builder.strings.intern(text)
        case .tagMap: beginMappedTag(text)
        case .error: field = .ofError(text)
        case .valueMap: mapKeys[mapKeys.count - 1] = builder.strings.intern(text)
        case .trace:
            field = .ofTrace(text)
            if field == .unknown, !trace.hasSpans { turnIntoSpan(at: text) }
        default: field = .unknown
        }
    }

    @inline(__always)
    mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .tag: tagString(text)
        case .span: spanString(text)
        case .reference: referenceString(text)
        case .log: if field == .timestamp { logTime(text.number) } else { unexpected(text) }
        case .process: processString(text)
        case .warnings: warning(text)
        case .trace: traceString(text)
        case .error: errorString(text)
        case .errors: serverErrors.append(ServerError(message: text.text))
        case .tagMap, .valueArray, .valueMap: take(.string(builder.strings.intern(text)))
        default: unexpected(text)
        }
    }

    @inline(__always)
    mutating func number(_ number: JSONNumber) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .tag: tagNumber(number)
        case .span: spanNumber(number)
        case .log where field == .timestamp: logTime(number)
        case .reference: referenceNumber(number)
        case .trace: traceNumber(number)
        case .process where field == .serviceName:
            process.serviceName = builder.strings.intern(number.text)
        case .tagMap, .valueArray, .valueMap:
            let (value, isLossy) = JaegerTag.value(of: number, as: .inferred)
            if isLossy { report.lossyNumbers += 1 }
            take(value)
        case .error:
            if field == .code { serverErrors[serverErrors.count - 1].code = number.int64Value }
        default: unexpected("a number")
        }
    }

    mutating func bool(_ value: Bool) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .tag: if field == .value { tag.value = .bool(value) } else { unexpected("a boolean") }
        case .tagMap, .valueArray, .valueMap: take(.bool(value))
        default: unexpected("a boolean")
        }
    }

    /// Null stands for what is absent.
    mutating func null() {
        guard !contexts.isSkipping else { return }
        switch context {
        case .tagMap, .valueArray, .valueMap: take(.empty)
        default: break
        }
    }

    /// Hands a nested value to what it stands in.
    private mutating func take(_ value: StoredValue) {
        switch context {
        case .valueArray: nested.add(key: 0, value)
        case .valueMap: nested.add(key: mapKeys.last ?? 0, value)
        case .tagMap:
            tag.value = value
            endTag()
        default: tag.value = value
        }
    }
}

extension JaegerHandler {
    private mutating func beginTrace() {
        trace.begin()
        contexts.push(.trace)
    }

    private mutating func beginSpan() {
        span.begin()
        contexts.push(.span)
    }

    private mutating func beginProcess() {
        process.begin(isInline: context == .span)
        contexts.push(.process)
    }

    /// A process in a list has its name under `key`, or is numbered as Jaeger does.
    private mutating func beginListedProcess() {
        trace.listedProcesses += 1
        beginProcess()
        process.name = builder.strings.intern("p\(trace.listedProcesses)")
    }

    private mutating func beginReference() {
        span.references.append(JaegerReference())
        contexts.push(.reference)
    }

    private mutating func beginTags(of owner: TagOwner) {
        tagOwner = owner
        contexts.push(.tags)
    }

    private mutating func beginLog() {
        span.beginEvent()
        contexts.push(.log)
    }

    private mutating func beginError() {
        serverErrors.append(ServerError())
        contexts.push(.error)
    }

    /// An object that stands where a trace may, but has a key of spans only, is a span on its own.
    private mutating func turnIntoSpan(at key: UnsafeBufferPointer<UInt8>) {
        let spanField = JaegerField.ofSpan(key)
        guard spanField != .unknown else { return }
        contexts.current = .span
        field = spanField
        span.begin()
        span.draft.traceID = trace.id
        span.hasTraceID = trace.hasID
        span.draft.warnings = trace.warnings
        span.mayBeTrace = true
        trace.warnings = []
    }

    /// An object that looked like a span, but has a key of traces only: what came before is told of the trace by others.
    private mutating func turnIntoTrace(at key: UnsafeBufferPointer<UInt8>) {
        let traceField = JaegerField.ofTrace(key)
        guard traceField != .unknown else { return }
        contexts.current = .trace
        field = traceField
        trace.hasSpans = true
        trace.id = span.draft.traceID
        trace.hasID = span.hasTraceID
        trace.warnings = span.draft.warnings
        span.isOpen = false
    }
}
