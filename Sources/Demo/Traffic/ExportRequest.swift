import TraceModel
import WireFormats

/// Writes what one pod's exporter sends: an `ExportTraceServiceRequest` with its resource.
struct ExportRequest: ~Copyable {
    private var builder = TraceBuilder()
    private var scopes: [ShopScope: UInt32] = [:]
    private var draft = SpanDraft()

    /// The request for some spans of one pod, as protobuf.
    static func protobuf(_ spans: some Collection<ShopSpan>, of pod: Pod) -> [UInt8] {
        OTLPProtobufEncoder.encode(batch(spans, of: pod))
    }

    /// The same spans as a batch.
    static func batch(_ spans: some Collection<ShopSpan>, of pod: Pod) -> SpanBatch {
        var request = ExportRequest()
        let resource = request.add(pod)
        for span in spans { request.append(span, resource: resource) }
        return request.finish()
    }

    private consuming func finish() -> SpanBatch { builder.finishBatch() }

    private mutating func add(_ pod: Pod) -> UInt32 {
        var attributes: [StoredAttribute] = []
        for (key, text) in pod.resourceAttributes {
            attributes.append(builder.attribute(Attribute(key: key, value: .string(text))))
        }
        return builder.addResource(
            serviceName: builder.strings.intern(pod.service.name),
            attributes: attributes,
            schemaURL: builder.strings.intern("https://opentelemetry.io/schemas/1.37.0")
        )
    }

    private mutating func append(_ span: ShopSpan, resource: UInt32) {
        draft.reset()
        draft.resource = resource
        draft.scope = scope(span.scope)
        draft.traceID = span.traceID
        draft.spanID = span.spanID
        draft.parentID = span.parentID
        draft.name = builder.strings.intern(span.name)
        draft.kind = span.kind
        draft.start = span.start
        draft.end = span.end
        // Sampled; bits 8 and 9 tell whether the parent is remote, as only those of servers and consumers are.
        let isRemote = !span.parentID.isZero && (span.kind == .server || span.kind == .consumer)
        draft.flags = isRemote ? 0x301 : 0x101
        draft.statusCode = span.statusCode
        draft.statusMessage = builder.strings.intern(span.statusMessage)
        for attribute in span.attributes { draft.attributes.append(builder.attribute(attribute)) }
        for event in span.events {
            var eventDraft = EventDraft(firstAttribute: draft.eventAttributes.count)
            eventDraft.time = event.time
            eventDraft.name = builder.strings.intern(event.name)
            draft.events.append(eventDraft)
            for attribute in event.attributes {
                draft.eventAttributes.append(builder.attribute(attribute))
            }
        }
        for link in span.links {
            var linkDraft = LinkDraft(firstAttribute: draft.linkAttributes.count)
            linkDraft.traceID = link.traceID
            linkDraft.spanID = link.spanID
            linkDraft.flags = 0x301
            draft.links.append(linkDraft)
            for attribute in link.attributes {
                draft.linkAttributes.append(builder.attribute(attribute))
            }
        }
        builder.append(draft)
    }

    private mutating func scope(_ scope: ShopScope) -> UInt32 {
        if let known = scopes[scope] { return known }
        let index = builder.addScope(
            name: builder.strings.intern(scope.name),
            version: builder.strings.intern(scope.version),
            attributes: []
        )
        scopes[scope] = index
        return index
    }
}
