import TraceModel

/// What makes siblings equal: service, operation, kind, and the shape of a database statement.
struct RepeatKey: Hashable {
    var service: StringIndex
    var name: StringIndex
    var kind: SpanKind
    /// The number of the statement's shape among those of the trace; −1 without a statement.
    var statement: Int32
}

/// The keys of the spans of one trace.
struct RepeatKeys {
    /// Attributes that hold a statement: of today's conventions, and of those before them.
    private static let statementKeys = ["db.query.text", "db.statement"]

    private let trace: Trace
    private let keys: [StringIndex]
    private var shapes: [StringIndex: Int32] = [:]
    private var numbers: [String: Int32] = [:]

    init(_ trace: Trace) {
        self.trace = trace
        keys = Self.statementKeys.compactMap { trace.columns.strings.firstIndex(of: $0) }
    }

    /// The cheap part of the key, which tells nearly all spans apart.
    func coarse(_ span: Int) -> RepeatKey {
        let span = trace[span]
        return RepeatKey(
            service: span.serviceIndex,
            name: span.nameIndex,
            kind: span.kind,
            statement: -1
        )
    }

    /// The whole key.
    mutating func exact(_ span: Int) -> RepeatKey {
        var key = coarse(span)
        key.statement = statement(of: span)
        return key
    }

    private mutating func statement(of span: Int) -> Int32 {
        guard !keys.isEmpty else { return -1 }
        let attributes = trace[span].attributes
        for index in attributes.indices where keys.contains(attributes.keyIndex(at: index)) {
            guard let text = attributes.stored(at: index).stringIndex else { continue }
            if let known = shapes[text] { return known }
            let shape = StatementShape.of(trace.columns.strings[text])
            let number = numbers[shape] ?? Int32(numbers.count)
            numbers[shape] = number
            shapes[text] = number
            return number
        }
        return -1
    }
}
