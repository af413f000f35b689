import TraceModel

/// Spans of one builder as words: equal words mean equal content.
enum Fingerprint {
    /// Everything that Jaeger compares: the span with the attributes of its resource and scope.
    static func words(
        of span: SpanDraft,
        resource: AdjustableTrace.ResourceDraft,
        scope: AdjustableTrace.ScopeDraft
    ) -> [UInt64] {
        var words: [UInt64] = [
            span.traceID.high, span.traceID.low, span.spanID.value, span.parentID.value,
            // Ids that are texts have hashes for numbers.
            span.parentID.text == nil ? 0 : 1,
            UInt64(span.name), UInt64(span.kind.rawValue), UInt64(span.statusCode.rawValue),
            UInt64(span.statusMessage), span.start, span.end, UInt64(span.flags),
            UInt64(span.traceState), UInt64(span.dropped.attributes), UInt64(span.dropped.events),
            UInt64(span.dropped.links), resource.serviceName.map { UInt64($0) + 1 } ?? 0,
        ]
        append(span.attributes, to: &words)
        words.append(UInt64(span.events.count))
        for event in span.events {
            words += [
                event.time, UInt64(event.name), UInt64(event.firstAttribute),
                UInt64(event.droppedAttributes),
            ]
        }
        append(span.eventAttributes, to: &words)
        words.append(UInt64(span.links.count))
        for link in span.links {
            words += [
                link.traceID.high, link.traceID.low, link.spanID.value,
                UInt64(link.type.rawValue), UInt64(link.traceState), UInt64(link.flags),
                UInt64(link.firstAttribute), UInt64(link.droppedAttributes),
            ]
        }
        append(span.linkAttributes, to: &words)
        words.append(UInt64(span.warnings.count))
        words += span.warnings.map { UInt64($0) }
        append(resource.attributes, to: &words)
        append(scope.attributes, to: &words)
        return words
    }

    private static func append(_ attributes: [StoredAttribute], to words: inout [UInt64]) {
        words.append(UInt64(attributes.count))
        for attribute in attributes {
            words.append(UInt64(attribute.key) << 8 | UInt64(attribute.value.variant.rawValue))
            words.append(attribute.value.payload)
        }
    }
}
