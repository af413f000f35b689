import Explorer
import PlainText
import TraceAnalysis
import TraceModel
import WireFormats

/// One span as the commands' JSON has it.
struct SpanJSON {
    let prepared: PreparedTrace

    /// Writes the span numbered `index`, with further fields that `more` writes.
    func write(
        _ index: Int,
        _ writer: inout JSONWriter,
        more: (inout JSONWriter) -> Void = { _ in }
    ) {
        let span = prepared.trace[index]
        writer.object { writer in
            writer.field("traceID", span.traceID.jaegerHex)
            writer.field("spanID", span.id.hex)
            writer.field("parentSpanID", optional: span.parentID?.hex)
            writer.field("service", span.serviceName)
            writer.field("name", span.name)
            writer.field("kind", optional: span.kind == .unspecified ? nil : span.kind.name)
            writer.field("start", span.start)
            writer.field("end", span.end)
            writer.field("durationNanos", nanoseconds: span.duration)
            writer.field("selfNanos", nanoseconds: prepared.selfTimes[index])
            writer.field(
                "criticalPathNanos",
                nanoseconds: prepared.criticalPath.total(of: index)
            )
            writer.field("depth", Int(prepared.tree.depths[index]))
            writer.field("error", span.isError)
            writer.key("status")
            writer.object { writer in
                writer.field("code", Self.word(span.statusCode))
                writer.field("message", span.statusMessage)
            }
            attributes(span.attributes, &writer)
            writeResource(span.resource, &writer)
            writeScope(span.scope, &writer)
            writer.list("events", span.events) { writeEvent($1, &$0) }
            writer.list("links", span.links) { writeLink($1, &$0) }
            writer.field("warnings", span.warnings)
            writer.field("traceState", span.traceState)
            writer.field("flags", Int(span.flags))
            writer.key("dropped")
            writer.object { writer in
                writer.field("attributes", Int(span.dropped.attributes))
                writer.field("events", Int(span.dropped.events))
                writer.field("links", Int(span.dropped.links))
            }
            more(&writer)
        }
    }

    static func word(_ code: StatusCode) -> String {
        switch code {
        case .unset: "UNSET"
        case .ok: "OK"
        case .error: "ERROR"
        }
    }

    private func writeResource(_ resource: Resource, _ writer: inout JSONWriter) {
        writer.key("resource")
        writer.object { attributes(resource.attributes, &$0) }
    }

    private func writeScope(_ scope: Scope, _ writer: inout JSONWriter) {
        writer.key("scope")
        writer.object { writer in
            writer.field("name", scope.name)
            writer.field("version", scope.version)
            attributes(scope.attributes, &writer)
        }
    }

    private func writeEvent(_ event: Event, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("time", event.time)
            writer.field("name", event.name)
            attributes(event.attributes, &writer)
        }
    }

    private func writeLink(_ link: Link, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("traceID", link.traceID.jaegerHex)
            writer.field("spanID", link.spanID.hex)
            writer.field("type", link.type.jaegerName)
            attributes(link.attributes, &writer)
        }
    }

    /// An object of the attributes; those whose key came before stand in `duplicateAttributes`.
    private func attributes(_ list: AttributeList, _ writer: inout JSONWriter) {
        var seen: Set<StringIndex> = []
        var repeated: [Attribute] = []
        writer.key("attributes")
        writer.object { writer in
            for index in list.indices {
                guard seen.insert(list.keyIndex(at: index)).inserted else {
                    repeated.append(list[index])
                    continue
                }
                writer.key(text: list[index].key)
                writer.json(Array(JSONText.line(list[index].value).utf8))
            }
        }
        guard !repeated.isEmpty else { return }
        writer.list("duplicateAttributes", repeated) { writer, attribute in
            writer.object { writer in
                writer.field("key", attribute.key)
                writer.key("value")
                writer.json(Array(JSONText.line(attribute.value).utf8))
            }
        }
    }
}
