/// Reads text that has JSON documents in it, one after another or one per line, with or without other text before and between them.
///
/// A document begins with a brace before a key, wherever on a line, or with a bracket before a list or an object. Other lines are
/// counted, unless they are spans in a form of their own (``JavaLogLine``, ``InspectText``). A broken document on a line of its
/// own costs that line; a broken one on several lines ends the input, since nobody knows where it would go on.
struct TextInput: ~Copyable {
    private(set) var reader = JSONShapeReader()
    private(set) var report = DecodeReport()
    private var state = State.between
    /// Of the next byte, counted from the first byte.
    private var offset = 0
    /// The text of the line being read that is in no document, as far as it is kept.
    private var line: [UInt8] = []
    /// There is a document on the line.
    private var lineHasDocument = false
    /// A brace or bracket and what follows it, while it is not clear whether a document begins.
    private var pending: [UInt8] = []
    /// Where the first line ends of the document being read, if it goes over several.
    private var firstLineEnd: Int?
    /// What followed the first line, up to ``longestTail`` bytes: a break there may be the fault of the first line.
    private var tail: [UInt8] = []
    private var documentStart = 0
    /// Spans complete when the document began.
    private var spansBefore = 0
    /// The first broken line's error, and whether nothing came after it.
    private var broken: DecodeError?
    private var isBrokenLast = false
    /// An object of `util.inspect` as far as it was read.
    private var inspect = InspectCollector()

    private enum State { case between, document, inspect, restOfLine }

    private static let longestLine = 64 << 10
    private static let mostPending = 4 << 10
    private static let longestTail = 4 << 10
    private static let longestFirstLine = 1 << 20
    /// Between documents of a stream (RFC 7464).
    private static let recordSeparator: UInt8 = 0x1E

    /// Longest text outside spans that is kept, in bytes.
    var longestString: Int {
        get { reader.longestString }
        set { reader.longestString = newValue }
    }

    /// Whether anything was read that is a trace format's, spans or not.
    var isFruitful: Bool { reader.handler.hasHollowDocument }

    mutating func feed(
        _ bytes: UnsafeBufferPointer<UInt8>,
        into decoders: inout FormatDecoders
    ) throws(DecodeError) {
        try read(bytes, &decoders)
        offset += bytes.count
    }

    /// Reads on in batches of spans or of lines where ``isBeforeBatches(_:_:)``, as far as that goes; returns how many bytes that took.
    mutating func feedBatches(
        _ bytes: UnsafeBufferPointer<UInt8>,
        into decoders: inout FormatDecoders,
        _ batching: SpanBatching,
        within room: Int
    ) -> Int {
        guard state == .document else { return feedLines(bytes, into: &decoders, batching, room) }
        let count = reader.feedBatches(bytes, into: &decoders, batching, within: room)
        noteLineEnd(
            in: UnsafeBufferPointer(rebasing: bytes.prefix(min(count, Self.longestFirstLine))),
            at: offset
        )
        offset += count
        return count
    }

    /// Where reading is, batches may begin.
    func isBeforeBatches(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ decoders: borrowing FormatDecoders
    ) -> Bool {
        switch state {
        case .document: reader.isBetweenSpans(of: decoders)
        case .between: isBehindDocument && LineCuts.begins(bytes)
        case .inspect, .restOfLine: false
        }
    }

    /// Where in `bytes` batches may begin, if that is likely to be worth it.
    func beginningOfBatches(
        in bytes: UnsafeBufferPointer<UInt8>,
        _ decoders: borrowing FormatDecoders
    ) -> Int? {
        guard state == .document else { return nil }
        return LineCuts.next(in: bytes) ?? reader.beginningOfBatches(in: bytes, of: decoders)
    }

    /// A document has just ended, and nothing is behind it on its line so far.
    private var isBehindDocument: Bool { lineHasDocument && line.isEmpty && pending.isEmpty }

    private mutating func feedLines(
        _ bytes: UnsafeBufferPointer<UInt8>,
        into decoders: inout FormatDecoders,
        _ batching: SpanBatching,
        _ room: Int
    ) -> Int {
        let read = decoders.feedLines(bytes, batching, within: room)
        if read.documents > 0 { isBrokenLast = false }
        reader.passOver(documents: read.documents)
        offset += read.count
        return read.count
    }

    /// Reads bytes that begin at `offset`.
    private mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ decoders: inout FormatDecoders
    ) throws(DecodeError) {
        var at = 0
        while at < bytes.count {
            switch state {
            case .document: at = try feedDocument(bytes, from: at, &decoders)
            case .inspect:
                at += inspect.take(UnsafeBufferPointer(rebasing: bytes[at...]))
                if inspect.isDone { endInspect(&decoders) }
            case .restOfLine:
                let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
                at = end
                if end < bytes.count { state = .between }
            case .between:
                try take(bytes[at], at: offset + at, &decoders)
                at += 1
            }
        }
    }

    /// Ends the input, which must not be in a document.
    mutating func finish(_ decoders: inout FormatDecoders) throws(DecodeError) {
        if !pending.isEmpty {
            if line.isEmpty {
                try begin(at: offset - pending.count, &decoders)
            } else {
                line += pending
                pending = []
            }
        }
        if state == .inspect { endInspect(&decoders) }
        if state == .document { try reader.finish(&decoders) }
        endLine(&decoders)
        report.documents = reader.documents
        report.repairedStrings = reader.repairedStrings
        report.rawControlStrings = reader.rawControlStrings
        report.serverNotes(of: reader.handler)
        guard let broken else { return }
        // A text with a few braces in it is no broken document.
        if decoders.spanCount == 0, report.passedOver.count > 0 { return }
        if decoders.spanCount == 0 || isBrokenLast && report.brokenLines.count == 1 {
            throw broken
        }
    }

    private mutating func feedDocument(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from at: Int,
        _ decoders: inout FormatDecoders
    ) throws(DecodeError) -> Int {
        let rest = UnsafeBufferPointer(rebasing: bytes[at...])
        do throws(DecodeError) {
            let count = try reader.feed(rest, into: &decoders)
            if reader.isOpen {
                noteLineEnd(in: rest, at: offset + at)
            } else {
                state = .between
                lineHasDocument = true
            }
            return at + count
        } catch {
            noteLineEnd(in: rest, at: offset + at)
            return try recover(from: error, bytes, at, &decoders)
        }
    }

    /// Goes on behind a broken document, if it is clear where; returns the place in `bytes`.
    private mutating func recover(
        from error: DecodeError,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ at: Int,
        _ decoders: inout FormatDecoders
    ) throws(DecodeError) -> Int {
        let lineEnd = firstLineEnd ?? .max
        let isOneLine = lineEnd >= error.offset
        // Broken within a text, a line ends only at the first quote of the next one.
        let isCutLine =
            !isOneLine && tail.first == UInt8(ascii: "{") && decoders.spanCount == spansBefore
            && error.offset - lineEnd < Self.longestTail
        let isText = report.passedOver.count > 0 && decoders.spanCount == 0
        guard isOneLine || isCutLine || isText else { throw error }
        reader.abandon(&decoders)
        if broken == nil { broken = error }
        isBrokenLast = true
        report.brokenLines.add(error.place)
        lineHasDocument = true
        guard isCutLine else {
            state = .restOfLine
            return min(max(error.offset - offset, at), bytes.count)
        }
        state = .between
        endLine(&decoders)
        // What follows the line and came before these bytes is read again.
        let earlier = Array(tail.prefix(max(0, offset - lineEnd - 1)))
        tail = []
        let saved = offset
        offset = lineEnd + 1
        let result: Result<Void, DecodeError> = earlier.withUnsafeBufferPointer { earlier in
            Result { () throws(DecodeError) in try read(earlier, &decoders) }
        }
        offset = saved
        try result.get()
        return max(0, lineEnd + 1 - offset)
    }

    /// Keeps in mind where the document's first line ends, and what follows it.
    private mutating func noteLineEnd(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
        guard firstLineEnd == nil || tail.count < Self.longestTail else { return }
        var rest = bytes[...]
        if firstLineEnd == nil {
            // Looking through a long document for the end of its first line would cost more than it is good for.
            guard start - documentStart < Self.longestFirstLine else { return }
            guard let place = bytes.firstIndex(of: 0x0A) else { return }
            firstLineEnd = start + place
            rest = bytes[(place + 1)...]
        }
        tail.append(contentsOf: rest.prefix(Self.longestTail - tail.count))
    }

    /// Takes a byte between documents.
    private mutating func take(
        _ byte: UInt8,
        at position: Int,
        _ decoders: inout FormatDecoders
    ) throws(DecodeError) {
        if !pending.isEmpty { return try takePending(byte, at: position, &decoders) }
        switch byte {
        case 0x0A, 0x0D, Self.recordSeparator: endLine(&decoders)
        case UInt8(ascii: "{"), UInt8(ascii: "["): pending = [byte]
        default:
            if byte > 0x20 || !line.isEmpty, line.count < Self.longestLine { line.append(byte) }
        }
    }

    /// Decides by what follows a brace or a bracket whether a document begins with it.
    private mutating func takePending(
        _ byte: UInt8,
        at position: Int,
        _ decoders: inout FormatDecoders
    ) throws(DecodeError) {
        pending.append(byte)
        let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
        if isBlank, pending.count < Self.mostPending, !pendingHasWord { return }
        let isObject = pending[0] == UInt8(ascii: "{")
        let start = position + 1 - pending.count
        switch byte {
        case UInt8(ascii: "\"") where isObject && !pendingHasWord,
            // Behind other text it is how a program prints what is empty.
            UInt8(ascii: "}") where isObject && !pendingHasWord && line.isEmpty:
            try begin(at: start, &decoders)
        case UInt8(ascii: "{") where !isObject: try begin(at: start, &decoders)
        case UInt8(ascii: "[") where !isObject && line.isEmpty,
            UInt8(ascii: "]") where !isObject && line.isEmpty:
            try begin(at: start, &decoders)
        case UInt8(ascii: ":") where isObject && pendingHasWord:
            inspect = InspectCollector()
            pending.withUnsafeBufferPointer { _ = inspect.take($0) }
            pending = []
            state = .inspect
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            guard isObject, pending.count < Self.mostPending else {
                return try giveUpPending(start, &decoders)
            }
        default: try giveUpPending(start, &decoders)
        }
    }

    /// The bytes behind the brace are the beginning of a key without quotes.
    private var pendingHasWord: Bool { pending.dropFirst().dropLast().contains { $0 > 0x20 } }

    /// What looked like the beginning of a document is text; what is behind it may be one.
    private mutating func giveUpPending(
        _ start: Int,
        _ decoders: inout FormatDecoders
    ) throws(DecodeError) {
        let bytes = pending
        pending = []
        line.append(bytes[0])
        for (place, byte) in bytes.dropFirst().enumerated() {
            try take(byte, at: start + 1 + place, &decoders)
        }
    }

    private mutating func begin(
        at start: Int,
        _ decoders: inout FormatDecoders
    ) throws(DecodeError) {
        let bytes = pending
        pending = []
        state = .document
        firstLineEnd = nil
        tail = []
        documentStart = start
        spansBefore = decoders.spanCount
        bytes.withUnsafeBufferPointer { noteLineEnd(in: $0, at: start) }
        isBrokenLast = false
        reader.begin(at: start)
        let result: Result<Void, DecodeError> = bytes.withUnsafeBufferPointer { bytes in
            Result { () throws(DecodeError) in _ = try reader.feed(bytes, into: &decoders) }
        }
        try result.get()
        if !reader.isOpen {
            state = .between
            lineHasDocument = true
        }
    }

    private mutating func endLine(_ decoders: inout FormatDecoders) {
        if !line.isEmpty, !lineHasDocument {
            if let span = JavaLogLine(line) {
                decoders.note(.javaLog)
                decoders.objects.addJava(span)
            } else {
                report.passedOver.add(LooksLike.shown(line))
            }
            isBrokenLast = false
        }
        line.removeAll(keepingCapacity: true)
        lineHasDocument = false
    }

    private mutating func endInspect(_ decoders: inout FormatDecoders) {
        state = .between
        if let object = InspectText.parse(inspect.bytes), object["traceId"] != nil,
            object["id"] != nil
        {
            decoders.note(.javaScriptConsole)
            decoders.objects.add(object, as: .javaScriptConsole)
            lineHasDocument = true
            isBrokenLast = false
        } else {
            line += inspect.bytes.prefix(Self.longestLine)
        }
        inspect = InspectCollector()
    }
}

extension DecodeReport {
    /// Takes over what wrappers said.
    fileprivate mutating func serverNotes(of handler: borrowing ShapeHandler) {
        incomplete = handler.incomplete.first.map { DecodeReport.incompleteness($0) }
        tooLong += handler.tooLongCount
        unknownValues.count = handler.unknownCount
        unknownValues.first = LooksLike.members(handler.unknownKeys)
    }
}
