import TraceModel
import WireFormats

/// Writes an `ExportTraceServiceRequest` of one pod: its resource, and spans below their scopes.
struct RequestBuilder: ~Copyable {
    private var builder = TraceBuilder()
    private var scopes: [ShopScope: UInt32] = [:]
    private var draft = SpanDraft()

    /// The spans of a request as protobuf.
    static func protobuf(_ request: ShopRequest) -> [UInt8] {
        var builder = RequestBuilder()
        let resource = builder.add(request.pod)
        for span in request.spans { builder.append(span, resource: resource) }
        return OTLPProtobufEncoder.encode(builder.finish())
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
