package import TraceModel

extension Trace {
    /// A trace of the spans that `describe` adds, an empty one if it adds none.
    ///
    ///     let trace = Trace.make {
    ///         $0.span("api", 0..<10, service: "shop")
    ///         $0.span("db", 3..<9, parent: "api", error: true)
    ///     }
    package static func make(
        id: TraceID = .named("trace"),
        epoch: UInt64 = TraceSketch.defaultEpoch,
        unit: Nanoseconds = 1_000_000,
        _ describe: (inout TraceSketch) -> Void
    ) -> Trace {
        var sketch = TraceSketch(traceID: id, epoch: epoch, unit: unit)
        describe(&sketch)
        return sketch.build().first ?? .empty(id)
    }

    /// Several traces in one set of columns; `$0.trace("name")` begins the next.
    package static func makeAll(_ describe: (inout TraceSketch) -> Void) -> [Trace] {
        var sketch = TraceSketch()
        describe(&sketch)
        return sketch.build()
    }

    /// A trace without spans.
    package static func empty(_ id: TraceID = .named("trace")) -> Trace {
        var builder = TraceBuilder()
        builder.addWarnings([builder.strings.intern("no spans")], toTrace: id)
        return builder.finish()[0]
    }

    /// The number of the first span with the id that follows from `name`.
    package func index(named name: String) -> Int {
        guard let index = (0..<count).first(where: { self[$0].id == .named(name) }) else {
            preconditionFailure("the trace has no span \(name)")
        }
        return index
    }
}

extension TraceSketch {
    /// Writes everything described through a ``TraceBuilder``.
    package func build() -> [Trace] {
        var builder = TraceBuilder()
        for span in spans { builder.append(span) }
        for (id, texts) in warnings.sorted(by: { $0.key < $1.key }) {
            var indexes: [StringIndex] = []
            for text in texts { indexes.append(builder.strings.intern(text)) }
            builder.addWarnings(indexes, toTrace: id)
        }
        return builder.finish()
    }
}

extension TraceBuilder {
    /// Appends a span with a resource and a scope of its own.
    package mutating func append(_ sketch: SpanSketch) {
        var draft = SpanDraft()
        draft.traceID = sketch.traceID
        draft.spanID = sketch.id
        draft.parentID = sketch.parentID
        draft.name = strings.intern(sketch.name)
        draft.kind = sketch.kind
        draft.statusCode = sketch.statusCode
        draft.statusMessage = strings.intern(sketch.statusMessage)
        draft.start = sketch.start
        draft.end = sketch.end
        draft.flags = sketch.flags
        draft.traceState = strings.intern(sketch.traceState)
        draft.dropped = sketch.dropped
        let service = sketch.service.map { strings.intern($0) }
        draft.resource = addResource(serviceName: service, attributes: store(sketch.resource))
        draft.scope = addScope(
            name: strings.intern(sketch.scopeName),
            version: strings.intern(sketch.scopeVersion),
            attributes: store(sketch.scopeAttributes)
        )
        draft.attributes = store(sketch.attributes)
        for event in sketch.events {
            var eventDraft = EventDraft(firstAttribute: draft.eventAttributes.count)
            eventDraft.time = event.time
            eventDraft.name = strings.intern(event.name)
            draft.events.append(eventDraft)
            draft.eventAttributes += store(event.attributes)
        }
        for link in sketch.links {
            var linkDraft = LinkDraft(firstAttribute: draft.linkAttributes.count)
            linkDraft.traceID = link.traceID
            linkDraft.spanID = link.spanID
            linkDraft.type = link.type
            draft.links.append(linkDraft)
            draft.linkAttributes += store(link.attributes)
        }
        for warning in sketch.warnings { draft.warnings.append(strings.intern(warning)) }
        append(draft)
    }

    private mutating func store(_ attributes: [Attribute]) -> [StoredAttribute] {
        var stored: [StoredAttribute] = []
        for entry in attributes { stored.append(attribute(entry)) }
        return stored
    }
}
