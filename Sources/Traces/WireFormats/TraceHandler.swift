import TraceModel

/// What an open container of trace JSON is to a ``TraceHandler``.
protocol TraceContext {
    /// The container is a list, or an object of any keys: what does not fit there is told by its name.
    var isList: Bool { get }
}

/// A key of trace JSON that means something to a ``TraceHandler``.
protocol TraceField: Equatable {
    static var unknown: Self { get }
}

/// Turns the trace JSON of one format into columns, token by token.
///
/// The part that all formats share: which container is open, what is passed over, and what is told of things that cannot be
/// read. Unknown fields are passed over without a word.
protocol TraceHandler: JSONHandler, SendableMetatype, ~Copyable {
    associatedtype Context: TraceContext
    associatedtype Field: TraceField

    init()

    var contexts: ContextStack<Context> { get set }
    /// The key of the member being read.
    var field: Field { get }
    var report: DecodeReport { get set }
    /// Spans complete so far.
    var spanCount: Int { get }
    /// Bytes held for what was read, complete or not.
    var byteCount: Int { get }
    /// A span is being read; what cannot be read is its own.
    var isInSpan: Bool { get }
    /// The first thing of the span being read that could not be read.
    var spanTrouble: String? { get set }

    /// Ends a document that breaks off: what is open in it is closed, and a span that is not complete is left out.
    mutating func abandonDocument()

    /// Ends decoding; spans that are not complete are left out.
    consuming func finish(_ report: DecodeReport) -> DecodedTraces
}

extension TraceHandler where Self: ~Copyable {
    /// What the innermost open container is.
    @inline(__always)
    var context: Context { contexts.current }

    mutating func documentEnded() { contexts.endDocument() }

    /// Passes over the container that has just begun.
    mutating func skip(_ what: StaticString) {
        contexts.skip()
        unexpected("\(what)")
    }

    /// Counts something unreadable, on the span being read if there is one.
    mutating func trouble(_ reason: String) {
        if isInSpan {
            if spanTrouble == nil { spanTrouble = reason }
        } else {
            report.addMalformedPart(reason)
        }
    }

    /// Counts a value of a kind that does not belong where it stands.
    mutating func unexpected(_ what: String) {
        let (context, field) = (context, field)
        if context.isList {
            trouble("`\(context)` holds \(what), which does not belong there")
        } else if field != .unknown {
            trouble("`\(field)` is \(what), which cannot be read")
        }
    }

    mutating func unexpected(_ text: UnsafeBufferPointer<UInt8>) {
        unexpected("the string \(text.shown)")
    }

    /// Counts the span in `row` if something of it could not be read.
    mutating func tellTrouble(ofSpan id: SpanID, inRow row: Int) {
        let trouble = spanTrouble
        if let trouble { report.addMalformedSpan("Span \(row + 1) (\(id)): \(trouble)") }
    }
}
