/// What is known of an object by its members so far: which keys it has, and of what kind their values are.
struct ShapeFacts: OptionSet {
    let rawValue: UInt64

    private init(bit: UInt64) { rawValue = 1 << bit }

    init(rawValue: UInt64) { self.rawValue = rawValue }

    /// It has a key that stands around spans, as servers answer them.
    static let envelope = ShapeFacts(bit: 0)
    static let spans = ShapeFacts(bit: 1)
    static let scopeSpans = ShapeFacts(bit: 2)
    static let processes = ShapeFacts(bit: 3)
    static let capitalTraceID = ShapeFacts(bit: 4)
    static let capitalSpanID = ShapeFacts(bit: 5)
    static let traceID = ShapeFacts(bit: 6)
    static let spanID = ShapeFacts(bit: 7)
    static let id = ShapeFacts(bit: 8)
    static let operationName = ShapeFacts(bit: 9)
    static let references = ShapeFacts(bit: 10)
    static let processID = ShapeFacts(bit: 11)
    static let startNumber = ShapeFacts(bit: 12)
    static let startDate = ShapeFacts(bit: 13)
    static let durationText = ShapeFacts(bit: 14)
    static let unixNanos = ShapeFacts(bit: 15)
    static let durationInNanos = ShapeFacts(bit: 16)
    static let durationNanos = ShapeFacts(bit: 17)
    static let figures = ShapeFacts(bit: 18)
    static let zipkin = ShapeFacts(bit: 20)
    static let context = ShapeFacts(bit: 21)
    static let snakeStart = ShapeFacts(bit: 23)
    static let spanContext = ShapeFacts(bit: 24)
    static let scope = ShapeFacts(bit: 25)
    static let kindNumber = ShapeFacts(bit: 26)
    static let searchHit = ShapeFacts(bit: 27)
    static let statusObject = ShapeFacts(bit: 28)
    static let binaryAnnotations = ShapeFacts(bit: 29)
    static let endDate = ShapeFacts(bit: 30)
    static let ownStart = ShapeFacts(bit: 31)
    /// In its `spans` are objects with ids as Jaeger writes them, though nothing else tells that they are spans.
    static let spansWithIDs = ShapeFacts(bit: 32)

    /// The kinds of values that matter.
    enum ValueKind {
        case object, array, number, digits, date, duration, text, bool, null

        var isContainer: Bool { self == .object || self == .array }
        var isNumber: Bool { self == .number || self == .digits }
        /// As ids are written.
        var isWord: Bool { !isContainer && self != .bool && self != .null }

        init(_ text: UnsafeBufferPointer<UInt8>) {
            let isDigit: (UInt8) -> Bool = { $0 &- 0x30 <= 9 }
            if text.isEmpty || text.count > 40 {
                self = .text
            } else if text.allSatisfy(isDigit) {
                self = .digits
            } else if text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
                text[..<4].allSatisfy(isDigit)
            {
                self = .date
            } else if text.last == UInt8(ascii: "s"), isDigit(text[0]) {
                self = .duration
            } else {
                self = .text
            }
        }
    }

    /// What a member with this key and kind of value says.
    init(_ key: ShapeKey, _ kind: ValueKind) {
        switch key {
        case .data, .traces, .result, .hits, .batches, .trace, .resourceSpans:
            self = kind.isContainer || kind == .null ? .envelope : []
        case .error: self = kind == .number || kind == .bool ? [] : .envelope
        case .spans: self = kind == .array ? [.spans, .envelope] : []
        case .scopeSpans: self = kind.isContainer ? .scopeSpans : []
        case .processes: self = kind == .object ? .processes : []
        case .capitalTraceID: self = kind.isWord ? .capitalTraceID : []
        case .capitalSpanID: self = kind.isWord ? .capitalSpanID : []
        case .traceID: self = kind.isWord ? .traceID : []
        case .spanID: self = kind.isWord ? .spanID : []
        case .id: self = kind.isWord ? .id : []
        case .operationName: self = kind.isWord ? .operationName : []
        case .references: self = kind == .array ? .references : []
        case .processID: self = kind.isWord ? .processID : []
        case .startTime: self = kind.isNumber ? .startNumber : kind == .date ? .startDate : []
        case .duration: self = kind == .duration ? .durationText : []
        case .startNanos, .endNanos: self = kind.isNumber ? .unixNanos : []
        case .durationInNanos: self = kind.isNumber ? .durationInNanos : []
        case .durationNanos: self = kind.isNumber ? .durationNanos : []
        case .figures: self = kind.isWord ? .figures : []
        case .localEndpoint: self = kind == .object ? .zipkin : []
        case .timestamp: self = kind.isNumber ? .zipkin : []
        case .binaryAnnotations: self = .binaryAnnotations
        case .context: self = kind == .object ? .context : []
        case .endTime: self = kind == .date ? .endDate : []
        case .ownStart: self = kind == .date ? .ownStart : []
        case .snakeStart: self = kind == .date ? .snakeStart : []
        case .spanContext: self = kind == .object ? .spanContext : []
        case .scope: self = kind == .object ? .scope : []
        case .kind: self = kind == .number ? .kindNumber : []
        case .searchHit: self = .searchHit
        case .status: self = kind == .object ? .statusObject : []
        case .other, .message, .part, .likelyPart: self = []
        }
    }
}
