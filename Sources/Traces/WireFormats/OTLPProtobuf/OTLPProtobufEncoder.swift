package import TraceModel

/// Writes `ExportTraceServiceRequest`s in protobuf (opentelemetry-proto `trace_service.proto`).
///
/// Spans stand below their resource and scope in the order given. What OTLP has no field for is left out:
/// warnings, and the type of a Jaeger reference.
package struct OTLPProtobufEncoder {
    private let columns: SpanColumns
    private var writer: ProtobufWriter

    /// One whole trace as a request.
    package static func encode(_ trace: Trace) -> [UInt8] {
        encode((0..<trace.count).map(trace.row(at:)), of: trace.columns)
    }

    /// A whole batch as a request.
    package static func encode(_ batch: SpanBatch) -> [UInt8] {
        encode(0..<batch.count, of: batch.columns)
    }

    /// The spans in `rows` as a request.
    ///
    /// - Complexity: O(bytes written).
    package static func encode(_ rows: some Collection<Int>, of columns: SpanColumns) -> [UInt8] {
        var encoder = OTLPProtobufEncoder(
            columns: columns,
            writer: ProtobufWriter(capacity: rows.count * 512)
        )
        encoder.request(rows)
        return encoder.writer.bytes
    }

    private mutating func request(_ rows: some Collection<Int>) {
        typealias Tag = OTLPTag.ResourceSpans
        for (resource, rows) in groups(of: rows, by: columns.resourceIndexes) {
            let stored = columns.resources[Int(resource)]
            message(OTLPTag.Request.resourceSpans) { encoder in
                encoder.message(Tag.resource) { $0.resource(stored) }
                for (scope, rows) in encoder.groups(of: rows, by: encoder.columns.scopeIndexes) {
                    encoder.message(Tag.scopeSpans) { $0.scopeSpans(scope, rows) }
                }
                encoder.text(Tag.schemaURL, stored.schemaURL)
            }
        }
    }

    /// Rows with an equal index together, in the order of their first appearance.
    private func groups(
        of rows: some Collection<Int>,
        by indexes: [UInt32]
    ) -> [(index: UInt32, rows: [Int])] {
        var groups: [(index: UInt32, rows: [Int])] = []
        var places: [UInt32: Int] = [:]
        var last: (index: UInt32, place: Int)?
        for row in rows {
            let index = indexes[row]
            if let last, last.index == index {
                groups[last.place].rows.append(row)
                continue
            }
            if let place = places[index] {
                groups[place].rows.append(row)
                last = (index, place)
            } else {
                places[index] = groups.count
                last = (index, groups.count)
                groups.append((index, [row]))
            }
        }
        return groups
    }

    private mutating func resource(_ stored: StoredResource) {
        typealias Tag = OTLPTag.Resource
        if stored.hasServiceName {
            message(Tag.attributes) { encoder in
                encoder.writer.field(OTLPTag.KeyValue.key, bytes: "service.name".utf8)
                encoder.message(OTLPTag.KeyValue.value) {
                    $0.presentText(OTLPTag.AnyValue.string, stored.serviceName)
                }
            }
        }
        attributes(Tag.attributes, stored.attributes)
        writer.field(Tag.droppedAttributes, varint: UInt64(stored.droppedAttributes))
    }

    private mutating func scopeSpans(_ index: UInt32, _ rows: [Int]) {
        typealias Tag = OTLPTag.ScopeSpans
        let scope = columns.scopes[Int(index)]
        if index != 0 {
            message(Tag.scope) { encoder in
                encoder.text(OTLPTag.Scope.name, scope.name)
                encoder.text(OTLPTag.Scope.version, scope.version)
                encoder.attributes(OTLPTag.Scope.attributes, scope.attributes)
                encoder.writer.field(
                    OTLPTag.Scope.droppedAttributes,
                    varint: UInt64(scope.droppedAttributes)
                )
            }
        }
        for row in rows { message(Tag.spans) { $0.span(row) } }
        text(Tag.schemaURL, scope.schemaURL)
    }

    private mutating func span(_ row: Int) {
        typealias Tag = OTLPTag.Span
        id(Tag.traceID, columns.traceIDs[Int(columns.traceIndexes[row])])
        id(Tag.spanID, SpanID(columns.spanIDs[row]))
        text(Tag.traceState, columns.traceStates[row])
        id(Tag.parentSpanID, SpanID(columns.parentIDs[row]))
        text(Tag.name, columns.names[row])
        writer.field(Tag.kind, varint: UInt64(columns.kinds[row].rawValue))
        writer.field(Tag.start, fixed64: columns.starts[row])
        writer.field(Tag.end, fixed64: columns.ends[row])
        attributes(Tag.attributes, columns.attributeRanges[row])
        let dropped = columns.droppedCounts[UInt32(row)] ?? DroppedCounts()
        writer.field(Tag.droppedAttributes, varint: UInt64(dropped.attributes))
        for event in Int(columns.firstEvents[row])..<Int(columns.firstEvents[row + 1]) {
            message(Tag.events) { $0.event(event) }
        }
        writer.field(Tag.droppedEvents, varint: UInt64(dropped.events))
        for link in Int(columns.firstLinks[row])..<Int(columns.firstLinks[row + 1]) {
            message(Tag.links) { $0.link(link) }
        }
        writer.field(Tag.droppedLinks, varint: UInt64(dropped.links))
        let (statusMessage, code) = (columns.statusMessages[row], columns.statusCodes[row])
        if code != .unset || statusMessage != 0 {
            message(Tag.status) { encoder in
                encoder.text(OTLPTag.Status.message, statusMessage)
                encoder.writer.field(OTLPTag.Status.code, varint: UInt64(code.rawValue))
            }
        }
        writer.field(Tag.flags, fixed32: columns.flags[row])
    }

    private mutating func event(_ row: Int) {
        typealias Tag = OTLPTag.Event
        writer.field(Tag.time, fixed64: columns.events.times[row])
        text(Tag.name, columns.events.names[row])
        attributes(Tag.attributes, columns.events.attributes[row])
        writer.field(Tag.droppedAttributes, varint: UInt64(columns.events.dropped[row]))
    }

    private mutating func link(_ row: Int) {
        typealias Tag = OTLPTag.Link
        id(Tag.traceID, columns.links.traceID(ofRow: row))
        id(Tag.spanID, columns.links.spanID(ofRow: row))
        text(Tag.traceState, columns.links.traceStates[row])
        attributes(Tag.attributes, columns.links.attributes[row])
        writer.field(Tag.droppedAttributes, varint: UInt64(columns.links.dropped[row]))
        writer.field(Tag.flags, fixed32: columns.links.flags[row])
    }

    private mutating func attributes(_ tag: UInt64, _ range: AttributeRange) {
        for row in range.rows {
            let attribute = columns.attributes.distinct[columns.attributes.rows[row]]
            message(tag) { $0.keyValue(attribute) }
        }
    }

    private mutating func keyValue(_ attribute: StoredAttribute) {
        text(OTLPTag.KeyValue.key, attribute.key)
        message(OTLPTag.KeyValue.value) { $0.anyValue(attribute.value) }
    }

    /// Within a oneof also zero and empty values are written: that they are there tells the type.
    private mutating func anyValue(_ value: StoredValue) {
        typealias Tag = OTLPTag.AnyValue
        switch value.variant {
        case .empty: break
        case .string: presentText(Tag.string, value.stringIndex ?? 0)
        case .bytes: presentText(Tag.bytesValue, value.stringIndex ?? 0)
        case .bool, .int:
            writer.varint(value.variant == .bool ? Tag.bool : Tag.int)
            writer.varint(value.payload)
        case .double:
            writer.varint(Tag.double)
            writer.appendLittleEndian(value.payload)
        case .array:
            message(Tag.array) { encoder in
                for element in encoder.nested(value) {
                    encoder.message(OTLPTag.List.values) { $0.anyValue(element.value) }
                }
            }
        case .map:
            message(Tag.map) { encoder in
                for entry in encoder.nested(value) {
                    encoder.message(OTLPTag.List.values) { $0.keyValue(entry) }
                }
            }
        }
    }

    private func nested(_ value: StoredValue) -> [StoredAttribute] {
        value.nestedRange.rows.map { columns.nested.distinct[columns.nested.rows[$0]] }
    }

    private mutating func message(
        _ tag: UInt64,
        _ body: (inout OTLPProtobufEncoder) -> Void
    ) {
        let mark = writer.beginMessage(tag)
        body(&self)
        writer.endMessage(mark)
    }

    /// Writes a text, unless it is empty.
    private mutating func text(_ tag: UInt64, _ index: StringIndex) {
        if index != 0 { presentText(tag, index) }
    }

    private mutating func presentText(_ tag: UInt64, _ index: StringIndex) {
        columns.strings.withBytes(at: index) { writer.field(tag, bytes: $0) }
    }

    private mutating func id(_ tag: UInt64, _ id: TraceID) {
        guard !id.isZero else { return }
        writer.varint(tag)
        writer.varint(16)
        writer.appendBigEndian(id.high)
        writer.appendBigEndian(id.low)
    }

    private mutating func id(_ tag: UInt64, _ id: SpanID) {
        guard !id.isZero else { return }
        writer.varint(tag)
        writer.varint(8)
        writer.appendBigEndian(id.value)
    }
}
