import TraceModel

/// Single fields of spans, logs, references, processes and errors.
extension JaegerHandler {
    @inline(__always)
    mutating func spanString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .traceID:
            guard let id = TraceID(hexDigits: text) else { return unexpected(text) }
            span.draft.traceID = id
            span.hasTraceID = true
        case .spanID:
            guard let id = SpanID(hexDigits: text) else { return unexpected(text) }
            span.draft.spanID = id
            span.hasSpanID = true
        case .operationName: span.draft.name = builder.strings.intern(text)
        case .processID:
            let name = builder.strings.intern(text)
            span.draft.resource = trace.resource(ofProcess: name, in: &builder)
        case .parentSpanID:
            if text.isEmpty { return }
            guard let id = SpanID(hexDigits: text) else { return unexpected(text) }
            span.parentSpanID = id
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
        case .traceID:
            guard let id = TraceID(hexDigits: text) else { return unexpected(text) }
            span.references[last].traceID = id
        case .spanID:
            guard let id = SpanID(hexDigits: text) else { return unexpected(text) }
            span.references[last].spanID = id
        default: break
        }
    }

    mutating func processString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .serviceName: process.serviceName = builder.strings.intern(text)
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
            guard let id = TraceID(hexDigits: text) else { return unexpected(text) }
            trace.id = id
            trace.hasID = true
        case .errors: serverErrors.append(ServerError(message: text.text))
        default: unexpected(text)
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
