/// Finds traces and spans in JSON of any wrapping, by what objects have for members, whatever stands before, behind and around them.
///
/// Pauses the tokenizer at everything it finds, which is then read by a decoder of its format, or whole. What is left over
/// are the wrappers: of these, errors and the word that an answer is not complete are kept.
struct ShapeHandler: JSONHandler, ~Copyable {
    private(set) var frames: [ShapeFrame] = []
    /// What was found, until it is taken.
    private(set) var find: ShapeFind?
    var isPausing: Bool { find != nil }

    /// Open containers of a value in which nothing is looked for.
    private var skipped = 0
    /// Where the container stands that begins or ends.
    private var offset = 0
    /// The value of a member `error` or `errors` is being read.
    private var isInError = false
    private var errorTree = JSONTreeBuilder()

    private(set) var serverErrors: [ServerError] = []
    /// Answers that said of themselves that they are not complete, in their words.
    private(set) var incomplete: [String] = []
    /// The documents and the elements of lists in which nothing was found.
    private(set) var unknownCount = 0
    /// The keys of the first object in which nothing was found.
    private(set) var unknownKeys: [String] = []
    /// A document looked like an answer or was empty, and held no spans.
    private(set) var hasHollowDocument = false
    /// Something too long to be read whole was passed over.
    private(set) var tooLongCount = 0

    /// Of the document being read.
    private var hasContent = false
    private var isKnown = false
    private var isFruitful = false
    private var keys: [String] = []

    private static let mostKeys = 4

    /// The offset from which bytes must be kept, as what begins there may be found later; nil if there is none.
    var keepsFrom: Int? { frames.first { !$0.isEnvelope }?.start }

    mutating func stands(at offset: Int) { self.offset = offset }

    mutating func objectBegan() { began(isObject: true) }
    mutating func arrayBegan() { began(isObject: false) }

    mutating func key(_ text: UnsafeBufferPointer<UInt8>) {
        if isInError { return errorTree.key(text) }
        guard skipped == 0, !frames.isEmpty else { return }
        frames[frames.count - 1].field = ShapeKey(text)
        hasContent = true
        if frames.count <= 2, keys.count < Self.mostKeys, text.count <= 40 {
            keys.append(text.text)
        }
    }

    mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        if isInError { return errorTree.string(text) }
        guard skipped == 0, let last = frames.indices.last else { return }
        hasContent = true
        switch frames[last].field {
        case .status where text.count <= 32: frames[last].status = text.text
        case .message: frames[last].message = text.text
        case .error where frames[last].isObject && frames[last].facts.isDisjoint(with: .anyID):
            serverErrors.append(ServerError(message: text.text))
        default: break
        }
        note(ShapeFacts.ValueKind(text))
    }

    mutating func number(_ number: JSONNumber) {
        if isInError { return errorTree.number(number) }
        note(.number)
    }

    mutating func bool(_ value: Bool) {
        if isInError { return errorTree.bool(value) }
        note(.bool)
    }

    mutating func null() {
        if isInError { return errorTree.null() }
        note(.null)
    }

    mutating func objectEnded() { ended() }
    mutating func arrayEnded() { ended() }
    mutating func documentEnded() {}

    private mutating func began(isObject: Bool) {
        if isInError { return beganInError(isObject: isObject) }
        guard skipped == 0 else {
            skipped += 1
            return
        }
        let parent = frames.last
        let key = parent?.isObject == true ? parent?.field ?? .other : .other
        note(isObject ? .object : .array)
        if find != nil { return }
        if key == .resourceSpans {
            find = ShapeFind(format: .otlpJSON, start: offset, end: nil, depth: frames.count)
        } else if key == .error, parent?.facts.isDisjoint(with: .anyID) == true {
            errorTree = JSONTreeBuilder()
            isInError = true
            beganInError(isObject: isObject)
        } else if key.isOpaque {
            skipped = 1
        } else {
            let isPart = key == .likelyPart || key == .status || parent?.isWithinPart == true
            frames.append(
                ShapeFrame(start: offset, isObject: isObject, key: key, isWithinPart: isPart)
            )
        }
    }

    private mutating func ended() {
        if skipped > 0 {
            skipped -= 1
            if isInError { endedInError() }
            return
        }
        guard let last = frames.indices.last else { return }
        let frame = frames[last]
        let format = frame.isWithinPart ? frame.facts.certainWithinPart : frame.facts.final
        if let format, !frame.isEnvelope {
            return found(format, at: last, end: offset + 1)
        }
        if format != nil, frame.isTooLong, !isFruitful { tooLongCount += 1 }
        if frame.status?.hasSuffix("PARTIAL") == true { incomplete.append(frame.message ?? "") }
        isKnown = isKnown || frame.facts.contains(.envelope)
        frames.removeLast()
        if frame.isObject, !frame.isEnvelope, !frame.facts.contains(.envelope),
            let list = frames.last, !list.isObject, list.isEnvelope, hasContent
        {
            countUnknown()
        }
        if frame.facts.contains(.capitalSpanID), frames.count >= 2,
            frames[frames.count - 1].key == .spans
        {
            frames[frames.count - 2].facts.insert(.spansWithIDs)
        }
        if frames.isEmpty { endDocument() }
    }

    /// Takes note of a value of the member being read, and of what that makes of the object.
    private mutating func note(_ kind: ShapeFacts.ValueKind) {
        guard skipped == 0, let last = frames.indices.last, frames[last].isObject else { return }
        let facts = ShapeFacts(frames[last].field, kind)
        guard !facts.isSubset(of: frames[last].facts) else { return }
        frames[last].facts.formUnion(facts)
        guard !frames[last].isEnvelope else { return }
        let now = frames[last].facts
        if let format = frames[last].isWithinPart ? now.certainWithinPart : now.certain {
            found(format, at: last, end: nil)
        }
    }

    private mutating func found(_ format: TraceFormat, at place: Int, end: Int?) {
        switch format {
        case .jaegerJSON, .spoorJSON:
            // A trace is read as one, with what belongs to all of its spans.
            let owner = owner(of: place)
            let isOwned = owner != place
            find = ShapeFind(
                format: format,
                start: frames[owner].start,
                end: isOwned ? nil : end,
                depth: owner
            )
        case .otlpJSON where !frames[place].facts.contains(.scopeSpans):
            let owner = owner(of: place)
            find = ShapeFind(
                format: format,
                start: frames[owner].start,
                end: owner == place ? end : nil,
                depth: owner,
                wrapper: owner == place ? .span : .scopeSpans
            )
        default:
            find = ShapeFind(format: format, start: frames[place].start, end: end, depth: place)
        }
    }

    /// The object whose `spans` the object at `place` is one of, if that can still be read as a whole.
    private func owner(of place: Int) -> Int {
        guard place >= 2, frames[place - 1].key == .spans, !frames[place - 1].isObject,
            frames[place - 2].isObject, !frames[place - 2].isEnvelope
        else { return place }
        return place - 2
    }
}

extension ShapeFacts {
    /// What stands in it is of a span or a trace.
    fileprivate static let anyID: ShapeFacts = [
        .capitalTraceID, .capitalSpanID, .traceID, .spanID, .id,
    ]
}

extension ShapeHandler {
    /// Goes on behind what was found, which stood in `depth` containers and has been read.
    mutating func goOn(depth: Int) {
        find = nil
        skipped = 0
        isFruitful = true
        frames.removeLast(max(0, frames.count - depth))
        for place in frames.indices { frames[place].isEnvelope = true }
        if frames.isEmpty { endDocument() }
    }

    /// Goes on behind what was found and turned out to be none.
    mutating func passOver() {
        guard let find else { return }
        countUnknown()
        let wasFruitful = isFruitful
        goOn(depth: find.depth)
        if !frames.isEmpty { isFruitful = wasFruitful }
    }

    /// Gives up keeping what begins before `offset`.
    mutating func forget(before offset: Int) {
        for place in frames.indices where !frames[place].isEnvelope && frames[place].start < offset
        {
            frames[place].isEnvelope = true
            frames[place].isTooLong = true
        }
    }

    /// Gives up the document being read.
    mutating func startOver() {
        frames = []
        find = nil
        skipped = 0
        isInError = false
        (hasContent, isKnown, isFruitful, keys) = (false, false, false, [])
    }

    private mutating func endDocument() {
        if !isFruitful {
            if hasContent && !isKnown {
                countUnknown()
            } else {
                hasHollowDocument = true
            }
        }
        startOver()
    }

    private mutating func countUnknown() {
        if unknownCount == 0 { unknownKeys = keys }
        unknownCount += 1
    }

    private mutating func beganInError(isObject: Bool) {
        skipped += 1
        if isObject { errorTree.objectBegan() } else { errorTree.arrayBegan() }
    }

    private mutating func endedInError() {
        errorTree.objectEnded()
        guard skipped == 0 else { return }
        isInError = false
        for value in errorTree.documents { serverErrors += ServerError.all(in: value) }
    }
}
