import TraceModel

/// Turns Jaeger's trace JSON into columns, token by token.
struct JaegerHandler: ~Copyable {
    /// What the innermost open container is.
    enum Context: UInt8 {
        case document, list
        case traces, trace, errors, error
        case processes, process
        case spans, span, references, reference, tags, tag, logs, log
        case warnings
        case valueArray, valueMap
    }

    /// What owns the tags being read.
    enum TagOwner {
        case span, event, process
    }

    var builder: TraceBuilder
    let keys: JaegerKeys
    var report = DecodeReport()
    var serverErrors: [ServerError] = []

    var context = Context.document
    private var outer: [Context] = []
    var field = JaegerField.unknown
    /// Open containers of a value that means nothing to us.
    private var skipped = 0

    var trace = JaegerTraceState()
    var span = JaegerSpanState()
    var tag = JaegerTag()
    var tagOwner = TagOwner.span
    var nested = NestedValues()
    /// Key of the entry being read of each open map.
    var mapKeys: [StringIndex] = []
    var process = JaegerProcessState()
    var scopes = JaegerScopes()

    init() {
        var builder = TraceBuilder()
        keys = JaegerKeys(&builder.strings)
        self.builder = builder
    }

    /// Ends decoding; spans that are not complete are left out.
    consuming func finish(_ tokenizer: borrowing JSONTokenizer) -> DecodedTraces {
        var report = report
        report.documents = tokenizer.documents
        report.repairedStrings = tokenizer.repairedStrings
        report.rawControlStrings = tokenizer.rawControlStrings
        report.spans = builder.spanCount
        return DecodedTraces(
            traces: builder.finish(),
            serverErrors: serverErrors,
            report: report
        )
    }

    /// Counts something unreadable, on the span being read if there is one.
    mutating func trouble(_ reason: String) {
        if span.isOpen {
            if span.trouble == nil { span.trouble = reason }
        } else {
            report.addMalformedPart(reason)
        }
    }

    private mutating func push(_ context: Context) {
        outer.append(self.context)
        self.context = context
    }

    private mutating func skip(_ what: StaticString) {
        skipped = 1
        unexpected("\(what)")
    }
}

extension JaegerHandler: JSONHandler {
    mutating func objectBegan() {
        guard skipped == 0 else {
            skipped += 1
            return
        }
        switch context {
        case .document, .list, .traces: beginTrace()
        case .trace where field == .processes: push(.processes)
        case .trace where field == .data: beginTrace()
        case .trace where field == .errors: beginError()
        case .spans: beginSpan()
        case .span where field == .process, .processes: beginProcess()
        case .references: beginReference()
        case .tags:
            tag = JaegerTag()
            push(.tag)
        case .logs: beginLog()
        case .errors: beginError()
        case .tag where field == .value, .valueArray, .valueMap:
            nested.begin()
            mapKeys.append(0)
            push(.valueMap)
        default: skip("an object")
        }
    }

    mutating func arrayBegan() {
        guard skipped == 0 else {
            skipped += 1
            return
        }
        switch (context, field) {
        case (.document, _): push(.list)
        case (.trace, .data): push(.traces)
        case (.trace, .spans): push(.spans)
        case (.trace, .errors): push(.errors)
        case (.trace, .warnings), (.span, .warnings): push(.warnings)
        case (.span, .references): push(.references)
        case (.span, .tags): beginTags(of: .span)
        case (.span, .logs): push(.logs)
        case (.log, .fields): beginTags(of: .event)
        case (.process, .tags): beginTags(of: .process)
        case (.tag, .value), (.valueArray, _), (.valueMap, _):
            nested.begin()
            push(.valueArray)
        default: skip("an array")
        }
    }

    mutating func objectEnded() {
        guard skipped == 0 else {
            skipped -= 1
            return
        }
        let ended = context
        context = outer.popLast() ?? .document
        switch ended {
        case .trace: endTrace()
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
        guard skipped == 0 else {
            skipped -= 1
            return
        }
        let ended = context
        context = outer.popLast() ?? .document
        if ended == .valueArray { take(nested.endArray(in: &builder)) }
    }

    mutating func documentEnded() {
        context = .document
        outer.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func key(_ text: UnsafeBufferPointer<UInt8>) {
        guard skipped == 0 else { return }
        switch context {
        case .tag: field = .ofTag(text)
        case .span: field = .ofSpan(text)
        case .reference: field = .ofReference(text)
        case .log: field = .ofLog(text)
        case .process: field = .ofProcess(text)
        case .processes: process.name = builder.strings.intern(text)
        case .error: field = .ofError(text)
        case .valueMap: mapKeys[mapKeys.count - 1] = builder.strings.intern(text)
        case .trace:
            field = .ofTrace(text)
            if field == .unknown { turnIntoSpan(at: text) }
        default: field = .unknown
        }
    }

    @inline(__always)
    mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        guard skipped == 0 else { return }
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
        case .valueArray, .valueMap: take(.string(builder.strings.intern(text)))
        default: unexpected(text)
        }
    }

    @inline(__always)
    mutating func number(_ number: JSONNumber) {
        guard skipped == 0 else { return }
        switch context {
        case .tag: tagNumber(number)
        case .span: spanNumber(number)
        case .log where field == .timestamp: logTime(number)
        case .valueArray, .valueMap:
            let (value, isLossy) = JaegerTag.value(of: number, as: .inferred)
            if isLossy { report.lossyNumbers += 1 }
            take(value)
        case .error:
            if field == .code { serverErrors[serverErrors.count - 1].code = number.int64Value }
        default: unexpected("a number")
        }
    }

    mutating func bool(_ value: Bool) {
        guard skipped == 0 else { return }
        switch context {
        case .tag: if field == .value { tag.value = .bool(value) } else { unexpected("a boolean") }
        case .valueArray, .valueMap: take(.bool(value))
        default: unexpected("a boolean")
        }
    }

    /// Null stands for what is absent.
    mutating func null() {
        guard skipped == 0 else { return }
        if context == .valueArray || context == .valueMap { take(.empty) }
    }

    /// Hands a nested value to what it stands in.
    private mutating func take(_ value: StoredValue) {
        switch context {
        case .valueArray: nested.add(key: 0, value)
        case .valueMap: nested.add(key: mapKeys.last ?? 0, value)
        default: tag.value = value
        }
    }

    mutating func unexpected(_ text: UnsafeBufferPointer<UInt8>) {
        unexpected("the string \(text.shown)")
    }

    mutating func unexpected(_ what: String) {
        switch context {
        case .document, .list, .traces, .spans, .tags, .logs, .references, .warnings, .processes:
            trouble("`\(context)` holds \(what), which does not belong there")
        default:
            if field != .unknown { trouble("`\(field)` is \(what), which cannot be read") }
        }
    }
}

extension JaegerHandler {
    private mutating func beginTrace() {
        trace.begin()
        push(.trace)
    }

    private mutating func beginSpan() {
        span.begin()
        push(.span)
    }

    private mutating func beginProcess() {
        process.begin(isInline: context == .span)
        push(.process)
    }

    private mutating func beginReference() {
        span.references.append(JaegerReference())
        push(.reference)
    }

    private mutating func beginTags(of owner: TagOwner) {
        tagOwner = owner
        push(.tags)
    }

    private mutating func beginLog() {
        span.beginEvent()
        push(.log)
    }

    private mutating func beginError() {
        serverErrors.append(ServerError())
        push(.error)
    }

    /// An object that stands where a trace may, but has a key of spans only, is a span on its own.
    private mutating func turnIntoSpan(at key: UnsafeBufferPointer<UInt8>) {
        let spanField = JaegerField.ofSpan(key)
        guard spanField != .unknown else { return }
        context = .span
        field = spanField
        span.begin()
        span.draft.traceID = trace.id
        span.hasTraceID = trace.hasID
        span.draft.warnings = trace.warnings
        trace.warnings = []
    }
}
