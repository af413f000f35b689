import TraceModel

extension JaegerProtobufDecoder {
    mutating func span(_ message: ProtobufCursor) throws(ProtobufError) {
        typealias Tag = JaegerProtobufTag.Span
        draft.reset()
        references.removeAll(keepingCapacity: true)
        var resource: UInt32?
        var start = ProtobufTime()
        var duration = ProtobufTime()
        var cursor = message
        while !cursor.isAtEnd {
            let tag = try cursor.varint()
            switch tag {
            case Tag.tags:
                draft.attributes.append(
                    try keyValue(&cursor, number: draft.attributes.count)
                )
            case Tag.traceID: draft.traceID = try traceID(&cursor)
            case Tag.spanID: draft.spanID = try spanID(&cursor)
            case Tag.operationName: draft.name = text(&cursor, try cursor.lengthDelimited())
            case Tag.references: try reference(&cursor)
            case Tag.flags: draft.flags = UInt32(truncatingIfNeeded: try cursor.varint())
            case Tag.startTime: start = try time(&cursor, "start_time")
            case Tag.duration: duration = try time(&cursor, "duration")
            case Tag.logs: try log(&cursor)
            case Tag.process:
                let range = try cursor.lengthDelimited()
                do { resource = try process(cursor, range) } catch { throw error.within("process") }
            // Names a process in a list that only other messages have.
            case Tag.processID: _ = try cursor.lengthDelimited()
            case Tag.warnings:
                draft.warnings.append(text(&cursor, try cursor.lengthDelimited()))
            default: try cursor.skip(tag, known: Tag.known)
            }
        }
        draft.resource = resource ?? resourceOfBatch()
        references.resolve(in: &draft, parentSpanID: .zero)
        JaegerGeneratedTags(in: draft.attributes, keys, builder.strings)
            .move(in: &draft, keys, &scopes, &builder)
        setTimes(start, duration)
        builder.append(draft)
    }

    private mutating func setTimes(_ start: ProtobufTime, _ duration: ProtobufTime) {
        draft.start = start.sinceEpoch
        if !start.isUnset, start.isOutside {
            draft.warnings.append(
                builder.strings.intern("its start time \(start) cannot be held")
            )
        }
        // Without a duration it is one of zero: what is zero is left out.
        draft.end =
            Timestamp(nanoseconds: draft.start).advanced(by: duration.nanoseconds).nanoseconds
    }

    private mutating func reference(_ outer: inout ProtobufCursor) throws(ProtobufError) {
        typealias Tag = JaegerProtobufTag.SpanRef
        var reference = JaegerReference()
        // The zero of its enumeration, which is left out.
        reference.type = .childOf
        var cursor = outer.nested(try outer.lengthDelimited())
        do {
            while !cursor.isAtEnd {
                let tag = try cursor.varint()
                switch tag {
                case Tag.traceID: reference.traceID = try traceID(&cursor)
                case Tag.spanID: reference.spanID = try spanID(&cursor)
                case Tag.type: reference.type = try cursor.varint() == 1 ? .followsFrom : .childOf
                default: try cursor.skip(tag, known: Tag.known)
                }
            }
        } catch { throw error.within("references[\(references.count)]") }
        references.append(reference)
    }

    private mutating func log(_ outer: inout ProtobufCursor) throws(ProtobufError) {
        typealias Tag = JaegerProtobufTag.Log
        var event = EventDraft(firstAttribute: draft.eventAttributes.count)
        var cursor = outer.nested(try outer.lengthDelimited())
        do {
            while !cursor.isAtEnd {
                let tag = try cursor.varint()
                switch tag {
                case Tag.timestamp: event.time = try time(&cursor, "timestamp").sinceEpoch
                case Tag.fields:
                    let number = draft.eventAttributes.count - event.firstAttribute
                    let field = try keyValue(&cursor, number: number)
                    if field.key == keys.event, event.name == 0, field.value.variant == .string {
                        event.name = field.value.stringIndex ?? 0
                    } else {
                        draft.eventAttributes.append(field)
                    }
                default: try cursor.skip(tag, known: Tag.known)
                }
            }
        } catch { throw error.within("logs[\(draft.events.count)]") }
        draft.events.append(event)
    }

    /// A tag; of its values the one of its type counts, which is zero where it was left out.
    mutating func keyValue(
        _ outer: inout ProtobufCursor,
        number: Int
    ) throws(ProtobufError) -> StoredAttribute {
        typealias Tag = JaegerProtobufTag.KeyValue
        var key: StringIndex = 0
        var (type, string, bool, int): (UInt64, StringIndex, Bool, Int64) = (0, 0, false, 0)
        var double = 0.0
        var binary: StringIndex = 0
        var cursor = outer.nested(try outer.lengthDelimited())
        do {
            while !cursor.isAtEnd {
                let tag = try cursor.varint()
                switch tag {
                case Tag.key: key = text(&cursor, try cursor.lengthDelimited())
                case Tag.type: type = try cursor.varint()
                case Tag.string: string = text(&cursor, try cursor.lengthDelimited())
                case Tag.bool: bool = try cursor.varint() != 0
                case Tag.int: int = Int64(bitPattern: try cursor.varint())
                case Tag.double: double = Double(bitPattern: try cursor.fixed64())
                case Tag.binary: binary = text(&cursor, try cursor.lengthDelimited())
                default: try cursor.skip(tag, known: Tag.known)
                }
            }
        } catch { throw error.within("tags[\(number)]") }
        let value: StoredValue =
            switch type {
            case 1: .bool(bool)
            case 2: .int(int)
            case 3: .double(double)
            case 4: .bytes(binary)
            default: .string(string)
            }
        return StoredAttribute(key: key, value: value)
    }
}
