package import TraceModel

/// Writes spans of Jaeger's own model in protobuf (jaeger-idl `api_v2/model.proto`), as its API over gRPC gives them out: with their
/// process in every span, and times to the nanosecond.
package struct JaegerProtobufEncoder {
    private var writer = ProtobufWriter()

    /// A `SpansResponseChunk` of the spans.
    package static func chunk(_ spans: some Sequence<Span>) -> [UInt8] {
        var encoder = JaegerProtobufEncoder()
        for span in spans {
            // Of chunks and of batches alike.
            encoder.message(JaegerProtobufTag.Batch.spans) { $0.span(span) }
        }
        return encoder.writer.bytes
    }

    private mutating func message(_ tag: UInt64, _ body: (inout JaegerProtobufEncoder) -> Void) {
        let start = writer.beginMessage(tag)
        body(&self)
        writer.endMessage(start)
    }

    private mutating func span(_ span: Span) {
        typealias Tag = JaegerProtobufTag.Span
        id(Tag.traceID, span.traceID)
        id(Tag.spanID, span.id)
        text(Tag.operationName, span.name)
        if let parent = span.parentID { reference(.childOf, span.traceID, parent) }
        for link in span.links { reference(link.type, link.traceID, link.spanID) }
        writer.field(Tag.flags, varint: UInt64(span.flags & 0xFF))
        time(Tag.startTime, ProtobufTime(span.start))
        time(Tag.duration, ProtobufTime(length: span.duration))
        span.forEachJaegerTagBefore { tag($0) }
        attributes(Tag.tags, span.attributes)
        span.forEachJaegerTagBehind { tag($0) }
        for event in span.events { log(event) }
        let resource = span.resource
        message(Tag.process) { encoder in
            encoder.text(JaegerProtobufTag.Process.serviceName, resource.serviceName)
            encoder.attributes(JaegerProtobufTag.Process.tags, resource.attributes)
        }
        for warning in span.warnings { writer.field(Tag.warnings, bytes: warning.utf8) }
    }

    private mutating func reference(_ type: LinkType, _ trace: TraceID, _ span: SpanID) {
        message(JaegerProtobufTag.Span.references) { encoder in
            encoder.id(JaegerProtobufTag.SpanRef.traceID, trace)
            encoder.id(JaegerProtobufTag.SpanRef.spanID, span)
            let isFollowing = type.jaegerName == LinkType.followsFrom.jaegerName
            encoder.writer.field(JaegerProtobufTag.SpanRef.type, varint: isFollowing ? 1 : 0)
        }
    }

    private mutating func log(_ event: Event) {
        message(JaegerProtobufTag.Span.logs) { encoder in
            encoder.time(JaegerProtobufTag.Log.timestamp, ProtobufTime(event.time))
            if !event.name.isEmpty {
                encoder.keyValue(JaegerProtobufTag.Log.fields, "event", .string(event.name))
            }
            encoder.attributes(JaegerProtobufTag.Log.fields, event.attributes)
        }
    }

    private mutating func tag(_ tag: JaegerGeneratedTag) {
        switch tag {
        case .text(let name, let text):
            keyValue(JaegerProtobufTag.Span.tags, "\(name)", .string(text))
        case .flag(let name): keyValue(JaegerProtobufTag.Span.tags, "\(name)", .bool(true))
        }
    }

    private mutating func attributes(_ tag: UInt64, _ attributes: AttributeList) {
        for index in attributes.indices {
            let attribute = attributes[index]
            switch attribute.value {
            case .array, .map:
                // Jaeger has no type for them, and gives them out as JSON.
                var text = JSONWriter()
                text.plainValue(attributes, at: index)
                let json = String(decoding: text.take(), as: UTF8.self)
                keyValue(tag, attribute.key, .string(json))
            case .empty, .string, .bool, .int, .double, .bytes:
                keyValue(tag, attribute.key, attribute.value)
            }
        }
    }

    private mutating func keyValue(_ tag: UInt64, _ key: String, _ value: AttributeValue) {
        typealias Tag = JaegerProtobufTag.KeyValue
        message(tag) { encoder in
            encoder.text(Tag.key, key)
            switch value {
            // Nothing stands for an empty text; arrays and maps have been made texts.
            case .empty, .array, .map: break
            case .string(let text): encoder.text(Tag.string, text)
            case .bool(let value):
                encoder.writer.field(Tag.type, varint: 1)
                encoder.writer.field(Tag.bool, varint: value ? 1 : 0)
            case .int(let value):
                encoder.writer.field(Tag.type, varint: 2)
                encoder.writer.field(Tag.int, varint: UInt64(bitPattern: value))
            case .double(let value):
                encoder.writer.field(Tag.type, varint: 3)
                encoder.writer.field(Tag.double, fixed64: value.bitPattern)
            case .bytes(let bytes):
                encoder.writer.field(Tag.type, varint: 4)
                encoder.writer.field(Tag.binary, bytes: bytes)
            }
        }
    }

    private mutating func text(_ tag: UInt64, _ text: String) {
        if !text.isEmpty { writer.field(tag, bytes: text.utf8) }
    }

    private mutating func id(_ tag: UInt64, _ id: TraceID) {
        writer.varint(tag)
        writer.varint(16)
        writer.appendBigEndian(id.high)
        writer.appendBigEndian(id.low)
    }

    private mutating func id(_ tag: UInt64, _ id: SpanID) {
        writer.varint(tag)
        writer.varint(8)
        writer.appendBigEndian(id.value)
    }

    private mutating func time(_ tag: UInt64, _ time: ProtobufTime) {
        let start = writer.beginMessage(tag)
        writer.field(JaegerProtobufTag.Time.seconds, varint: UInt64(bitPattern: time.seconds))
        writer.field(
            JaegerProtobufTag.Time.nanoseconds,
            varint: UInt64(bitPattern: Int64(time.rest))
        )
        writer.endMessage(start)
    }
}
