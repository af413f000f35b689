import Foundation
import TestSupport
import TraceModel

/// Spans as google.protobuf printed them, with doubles by their bits.
struct ExpectedRequest {
    var spans: [PlainSpan] = []

    init(_ json: Any) {
        for resourceSpans in Self.list(json, "resourceSpans") {
            let resource = Self.object(resourceSpans, "resource")
            for scopeSpans in Self.list(resourceSpans, "scopeSpans") {
                let scope = Self.object(scopeSpans, "scope")
                for json in Self.list(scopeSpans, "spans") {
                    var span = Self.span(json)
                    var attributes = Self.attributes(resource)
                    let place = attributes.firstIndex { $0.key == "service.name" }
                    span.hasServiceName = place != nil
                    if let place, case .string(let name) = attributes.remove(at: place).value {
                        span.resource.name = name
                    }
                    span.resource.attributes = attributes
                    span.resource.schemaURL = Self.text(resourceSpans, "schemaUrl")
                    span.scope.name = Self.text(scope, "name")
                    span.scope.version = Self.text(scope, "version")
                    span.scope.attributes = Self.attributes(scope)
                    span.scope.schemaURL = Self.text(scopeSpans, "schemaUrl")
                    spans.append(span)
                }
            }
        }
    }

    private static func span(_ json: Any) -> PlainSpan {
        var span = PlainSpan()
        span.traceID = TraceID(hex: text(json, "traceId")) ?? .zero
        span.spanID = SpanID(hex: text(json, "spanId")) ?? .zero
        span.parentID = SpanID(hex: text(json, "parentSpanId")) ?? .zero
        span.traceState = text(json, "traceState")
        span.name = text(json, "name")
        let kind = text(json, "kind").replacingOccurrences(of: "SPAN_KIND_", with: "")
        span.kind = SpanKind(name: kind) ?? .unspecified
        span.start = UInt64(text(json, "startTimeUnixNano")) ?? 0
        span.end = UInt64(text(json, "endTimeUnixNano")) ?? 0
        span.flags = UInt32(number(json, "flags"))
        span.dropped = DroppedCounts(
            attributes: UInt32(number(json, "droppedAttributesCount")),
            events: UInt32(number(json, "droppedEventsCount")),
            links: UInt32(number(json, "droppedLinksCount"))
        )
        let status = object(json, "status")
        span.statusMessage = text(status, "message")
        switch text(status, "code") {
        case "STATUS_CODE_OK": span.statusCode = .ok
        case "STATUS_CODE_ERROR": span.statusCode = .error
        default: span.statusCode = .unset
        }
        span.attributes = attributes(json)
        span.events = list(json, "events").map { json in
            var event = PlainSpan.Event()
            event.time = UInt64(text(json, "timeUnixNano")) ?? 0
            event.name = text(json, "name")
            event.attributes = attributes(json)
            event.droppedAttributes = UInt32(number(json, "droppedAttributesCount"))
            return event
        }
        span.links = list(json, "links").map { json in
            var link = PlainSpan.Link()
            link.traceID = TraceID(hex: text(json, "traceId")) ?? .zero
            link.spanID = SpanID(hex: text(json, "spanId")) ?? .zero
            link.traceState = text(json, "traceState")
            link.flags = UInt32(number(json, "flags"))
            link.attributes = attributes(json)
            for attribute in link.attributes where attribute.key == "opentracing.ref_type" {
                link.type = attribute.value == .string("child_of") ? .childOf : .followsFrom
            }
            link.droppedAttributes = UInt32(number(json, "droppedAttributesCount"))
            return link
        }
        return span
    }

    private static func attributes(_ json: Any) -> [Attribute] {
        list(json, "attributes").map {
            Attribute(key: text($0, "key"), value: value(object($0, "value")))
        }
    }

    private static func value(_ json: Any) -> AttributeValue {
        guard let (kind, inner) = (json as? [String: Any])?.first else { return .empty }
        switch kind {
        case "stringValue": return .string(inner as? String ?? "")
        case "boolValue": return .bool(inner as? Bool ?? false)
        case "intValue": return .int(Int64(inner as? String ?? "") ?? 0)
        case "doubleValue":
            return .double(Double(bitPattern: UInt64(text(inner, "bits"), radix: 16) ?? 0))
        case "bytesValue":
            let digits = Array((inner as? String ?? "").utf8)
            return .bytes(
                stride(from: 0, to: digits.count, by: 2).compactMap {
                    UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
                }
            )
        case "arrayValue": return .array(list(inner, "values").map(value))
        default:
            return .map(
                list(inner, "values").map {
                    Attribute(key: text($0, "key"), value: value(object($0, "value")))
                }
            )
        }
    }

    private static func member(_ json: Any, _ key: String) -> Any? {
        (json as? [String: Any])?[key]
    }

    private static func list(_ json: Any, _ key: String) -> [Any] {
        member(json, key) as? [Any] ?? []
    }

    private static func object(_ json: Any, _ key: String) -> Any { member(json, key) ?? [:] }

    private static func text(_ json: Any, _ key: String) -> String {
        member(json, key) as? String ?? ""
    }

    private static func number(_ json: Any, _ key: String) -> Int {
        (member(json, key) as? NSNumber)?.intValue ?? 0
    }
}
