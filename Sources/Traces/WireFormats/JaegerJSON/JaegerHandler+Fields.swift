import TraceModel

/// Single fields of spans, logs, references, processes and errors.
extension JaegerHandler {
    @inline(__always)
    mutating func spanString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .traceID:
            span.draft.traceID = TraceID(written: text)
            span.hasTraceID = true
        case .spanID:
            span.draft.spanID = SpanID(written: text)
            span.hasSpanID = true
        case .operationName: span.draft.name = builder.strings.intern(text)
        case .processID:
            let name = builder.strings.intern(text)
            span.draft.resource = trace.resource(ofProcess: name, in: &builder)
            span.hasProcess = true
        case .parentSpanID:
            span.parentSpanID = SpanID(written: text)
        case .serviceName: span.serviceName = builder.strings.intern(text)
        case .startTime, .duration, .flags:
            guard let number = text.number else { return unexpected(text) }
            spanNumber(number)
        case .unknown: break
        default: unexpected(text)
        }
    }

    @inline(__always)
    mutating func spanNumber(_ number: JSONNumber) {
        switch field {
        case .startTime:
            guard let time = Self.nanoseconds(number) else {
                return unexpected("\(number.doubleValue), no time")
            }
            span.draft.start = time
            span.hasStart = true
        case .duration:
            guard let duration = Self.signedNanoseconds(number) else {
                return unexpected("\(number.doubleValue), no length of time")
            }
            span.duration = duration
        case .flags:
            guard let flags = number.int64Value.flatMap({ UInt32(exactly: $0) }) else {
                return unexpected("\(number.doubleValue), no set of flags")
            }
            span.draft.flags = flags
        case .traceID:
            guard let id = number.traceID else { return unexpected("\(number.doubleValue)") }
            span.draft.traceID = id
            span.hasTraceID = true
        case .spanID:
            guard let id = number.spanID else { return unexpected("\(number.doubleValue)") }
            span.draft.spanID = id
            span.hasSpanID = true
        case .parentSpanID:
            guard let id = number.spanID else { return unexpected("\(number.doubleValue)") }
            span.parentSpanID = id
        case .operationName: span.draft.name = builder.strings.intern(number.text)
        case .serviceName: span.serviceName = builder.strings.intern(number.text)
        case .processID:
            let name = builder.strings.intern(number.text)
            span.draft.resource = trace.resource(ofProcess: name, in: &builder)
            span.hasProcess = true
        case .unknown: break
        default: unexpected("a number")
        }
    }

    mutating func logTime(_ number: JSONNumber?) {
        guard let number, let time = Self.nanoseconds(number) else {
            return unexpected("no time")
        }
        span.draft.events[span.draft.events.count - 1].time = time
    }

    mutating func referenceString(_ text: UnsafeBufferPointer<UInt8>) {
        let last = span.references.count - 1
        switch field {
        case .refType:
            if text.equals("CHILD_OF") {
                span.references[last].type = .childOf
            } else if text.equals("FOLLOWS_FROM") {
                span.references[last].type = .followsFrom
            } else {
                unexpected(text)
            }
        case .traceID: span.references[last].traceID = TraceID(written: text)
        case .spanID: span.references[last].spanID = SpanID(written: text)
        default: break
        }
    }

    mutating func referenceNumber(_ number: JSONNumber) {
        let last = span.references.count - 1
        switch field {
        case .traceID:
            guard let id = number.traceID else { return unexpected("\(number.doubleValue)") }
            span.references[last].traceID = id
        case .spanID:
            guard let id = number.spanID else { return unexpected("\(number.doubleValue)") }
            span.references[last].spanID = id
        case .unknown: break
        default: unexpected("a number")
        }
    }

    mutating func processString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .serviceName: process.serviceName = builder.strings.intern(text)
        case .key: process.name = builder.strings.intern(text)
        case .unknown: break
        default: unexpected(text)
        }
    }

    mutating func warning(_ text: UnsafeBufferPointer<UInt8>) {
        let index = builder.strings.intern(text)
        if span.isOpen {
            span.draft.warnings.append(index)
        } else {
            trace.warnings.append(index)
        }
    }

    mutating func traceString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .traceID:
            trace.id = TraceID(written: text)
            trace.hasID = true
        case .unknown: break
        case .errors: serverErrors.append(ServerError(message: text.text))
        default: unexpected(text)
        }
    }

    mutating func traceNumber(_ number: JSONNumber) {
        switch field {
        case .traceID:
            guard let id = number.traceID else { return unexpected("\(number.doubleValue)") }
            trace.id = id
            trace.hasID = true
        case .unknown: break
        default: unexpected("a number")
        }
    }

    mutating func errorString(_ text: UnsafeBufferPointer<UInt8>) {
        let last = serverErrors.count - 1
        switch field {
        case .message: serverErrors[last].message = text.text
        case .traceID: serverErrors[last].traceID = text.text
        case .code: serverErrors[last].code = text.number?.int64Value
        default: break
        }
    }

    /// Microseconds since the epoch as nanoseconds, saturating; nil if negative or no number.
    private static func nanoseconds(_ number: JSONNumber) -> UInt64? {
        if let value = number.uint64Value {
            return Timestamp(microseconds: value).nanoseconds
        }
        guard case .double(let value) = number, value >= 0 else { return nil }
        return UInt64(exactly: (value * 1000).rounded(.towardZero)) ?? .max
    }

    /// Microseconds as nanoseconds, saturating.
    private static func signedNanoseconds(_ number: JSONNumber) -> Nanoseconds? {
        if let value = number.int64Value {
            let (product, overflow) = value.multipliedReportingOverflow(by: 1000)
            return overflow ? (value < 0 ? .min : .max) : product
        }
        if case .unsigned = number { return .max }
        guard number.doubleValue.isFinite else { return nil }
        return Nanoseconds(exactly: (number.doubleValue * 1000).rounded(.towardZero))
            ?? (number.doubleValue < 0 ? .min : .max)
    }
}
