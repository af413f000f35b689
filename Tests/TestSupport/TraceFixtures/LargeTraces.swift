package import TraceModel

/// Big traces of a plain shape, written straight through a builder.
package enum LargeTraces {
    /// Each span is the parent of the next and encloses it.
    package static func chain(_ count: Int) -> Trace {
        make(count) { index, draft in
            draft.parentID = SpanID(UInt64(index))
            draft.start += UInt64(index)
            draft.end -= UInt64(index)
        }
    }

    /// One root, all others its children, one after another.
    package static func fan(_ count: Int) -> Trace {
        make(count) { index, draft in
            guard index > 0 else { return }
            draft.parentID = SpanID(1)
            draft.start += UInt64(index)
            draft.end = draft.start + 1
        }
    }

    private static func make(_ count: Int, _ shape: (Int, inout SpanDraft) -> Void) -> Trace {
        var builder = TraceBuilder()
        var draft = SpanDraft()
        let name = builder.strings.intern("step")
        let resource = builder.addResource(
            serviceName: builder.strings.intern("big"),
            attributes: []
        )
        for index in 0..<count {
            draft.reset()
            draft.traceID = .named("large")
            draft.spanID = SpanID(UInt64(index + 1))
            draft.name = name
            draft.resource = resource
            draft.start = TraceSketch.defaultEpoch
            draft.end = draft.start + UInt64(2 * count)
            shape(index, &draft)
            builder.append(draft)
        }
        return builder.finish()[0]
    }
}
