/// An open array or object of which it is not known what it is.
struct ShapeFrame {
    /// Of its first byte, counted from the first byte fed.
    let start: Int
    let isObject: Bool
    /// The key under which it stands.
    let key: ShapeKey
    /// It stands where parts of spans stand.
    let isWithinPart: Bool
    /// Of an object.
    var facts: ShapeFacts = []
    /// The key of the member being read.
    var field = ShapeKey.other
    /// It cannot be a span or a trace any more: something in it was one, or it grew too long to be kept.
    var isEnvelope = false
    /// It grew too long to be kept.
    var isTooLong = false
    /// The word under `status` and the text under `message`, as Tempo says that an answer is not complete.
    var status: String?
    var message: String?
}

/// Something that can be read, where a ``ShapeHandler`` found it.
struct ShapeFind {
    let format: TraceFormat
    /// Of its first byte, counted from the first byte fed.
    let start: Int
    /// Behind its last byte; nil if it has not been read to its end.
    let end: Int?
    /// How many containers it stands in.
    let depth: Int
    /// What the format has around it and the document has not.
    var wrapper = ShapeWrapper.none
}

/// What a part of a document lacks to be a document of its own.
enum ShapeWrapper {
    case none
    /// A `ScopeSpans` of OTLP.
    case scopeSpans
    /// A span of OTLP.
    case span

    var beginning: StaticString {
        switch self {
        case .none: ""
        case .scopeSpans: "{\"scopeSpans\":["
        case .span: "{\"scopeSpans\":[{\"spans\":["
        }
    }

    var end: StaticString {
        switch self {
        case .none: ""
        case .scopeSpans: "]}"
        case .span: "]}]}"
        }
    }

    /// The containers that the beginning leaves open.
    var depth: Int {
        switch self {
        case .none: 0
        case .scopeSpans: 2
        case .span: 4
        }
    }

    /// What the beginning adds to the path of an error.
    var path: String {
        switch self {
        case .none: ""
        case .scopeSpans: "scopeSpans[0]"
        case .span: "scopeSpans[0].spans[0]"
        }
    }
}
