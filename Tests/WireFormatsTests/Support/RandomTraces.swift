import TestSupport
import TraceModel

/// Traces made up of everything the model can hold, or of what a Jaeger document can hold.
struct RandomTraces {
    var random: SeededGenerator
    /// Only what survives Jaeger's JSON.
    var fitsJaeger = false
    /// Little beside what every span has, so that some traces have nothing that a format cannot hold.
    var isSparse = false
    var mostTraces = 3
    var spanCounts = 1...12

    mutating func make() -> [Trace] {
        var builder = TraceBuilder()
        let ids = (0..<int(1...mostTraces)).map { _ in
            TraceID(high: chance(0.3) ? 0 : random.next(), low: random.next() | 1)
        }
        let resources = (0..<int(1...4)).map { number in
            builder.addResource(
                serviceName: chance(0.1) && !fitsJaeger ? nil : text(&builder, "service\(number)"),
                attributes: attributes(&builder),
                schemaURL: fitsJaeger ? 0 : text(&builder),
                droppedAttributes: fitsJaeger ? 0 : UInt32(int(0...2))
            )
        }
        let scopes = (0..<3).map { number in
            builder.addScope(
                name: text(&builder, "scope\(number)"),
                version: chance(0.5) ? 0 : text(&builder),
                attributes: fitsJaeger ? [] : attributes(&builder),
                schemaURL: fitsJaeger ? 0 : text(&builder),
                droppedAttributes: fitsJaeger ? 0 : UInt32(int(0...2))
            )
        }
        var draft = SpanDraft()
        for number in 1...int(spanCounts) {
            draft.reset()
            draft.traceID = ids.randomElement(using: &random) ?? ids[0]
            draft.spanID = SpanID(UInt64(number))
            draft.resource = resources.randomElement(using: &random) ?? 0
            draft.scope = chance(0.2) ? 0 : scopes.randomElement(using: &random) ?? 0
            fill(&draft, &builder)
            builder.append(draft)
        }
        return builder.finish()
    }

    private mutating func fill(_ draft: inout SpanDraft, _ builder: inout TraceBuilder) {
        draft.parentID = chance(0.3) ? .zero : SpanID(UInt64(int(1...14)))
        draft.name = text(&builder)
        draft.kind = SpanKind.allCases.randomElement(using: &random) ?? .server
        draft.statusCode = StatusCode(rawValue: UInt8(int(0...2))) ?? .unset
        draft.statusMessage = chance(0.7) ? 0 : text(&builder)
        draft.traceState = chance(0.7) ? 0 : text(&builder)
        if isSparse { return fillSparsely(&draft, &builder) }
        draft.start = time()
        draft.end = chance(0.1) ? draft.start - 5000 : draft.start + time() / 1000 / 1000 * 1000
        draft.flags = UInt32(int(0...255)) | (fitsJaeger ? 0 : 0x300)
        draft.attributes = attributes(&builder)
        if !fitsJaeger {
            draft.dropped = DroppedCounts(
                attributes: UInt32(int(0...1)),
                events: UInt32(int(0...1)),
                links: UInt32(int(0...1))
            )
        }
        for _ in 0..<int(0...2) {
            var event = EventDraft(firstAttribute: draft.eventAttributes.count)
            event.time = time()
            event.name = chance(0.2) ? 0 : text(&builder)
            event.droppedAttributes = fitsJaeger ? 0 : UInt32(int(0...1))
            draft.events.append(event)
            draft.eventAttributes += attributes(&builder)
        }
        for _ in 0..<int(0...2) { addLink(to: &draft, &builder) }
        for _ in 0..<int(0...2) where chance(0.3) { draft.warnings.append(text(&builder)) }
    }

    private mutating func fillSparsely(_ draft: inout SpanDraft, _ builder: inout TraceBuilder) {
        if draft.kind == .unspecified { draft.kind = .server }
        draft.start = time()
        draft.end = chance(0.2) ? 0 : draft.start + UInt64(int(1...9)) * 1000
        draft.attributes = (0..<int(0...2)).map {
            StoredAttribute(
                key: builder.strings.intern("key\($0)"),
                value: .string(text(&builder))
            )
        }
        guard chance(0.3) else { return }
        var event = EventDraft(firstAttribute: 0)
        event.time = time()
        event.name = text(&builder)
        draft.events.append(event)
    }

    private mutating func addLink(to draft: inout SpanDraft, _ builder: inout TraceBuilder) {
        var link = LinkDraft(firstAttribute: draft.linkAttributes.count)
        link.traceID = TraceID(high: random.next(), low: random.next())
        link.spanID = SpanID(random.next())
        if fitsJaeger {
            link.type = chance(0.5) ? .childOf : .followsFrom
        } else {
            link.traceState = text(&builder)
            link.flags = UInt32(int(0...3))
            link.droppedAttributes = UInt32(int(0...1))
            draft.linkAttributes += attributes(&builder)
            if chance(0.3) {
                link.type = .followsFrom
                draft.linkAttributes.append(
                    StoredAttribute(
                        key: builder.strings.intern("opentracing.ref_type"),
                        value: .string(builder.strings.intern("follows_from"))
                    )
                )
            }
        }
        draft.links.append(link)
    }

    private mutating func attributes(_ builder: inout TraceBuilder) -> [StoredAttribute] {
        (0..<int(0...4)).map { _ in
            StoredAttribute(key: text(&builder), value: value(&builder, depth: 0))
        }
    }

    private mutating func value(_ builder: inout TraceBuilder, depth: Int) -> StoredValue {
        switch int(0...(fitsJaeger ? 4 : depth > 3 ? 5 : 7)) {
        case 0: return .string(chance(0.2) ? 0 : text(&builder))
        case 1: return .bool(chance(0.5))
        case 2: return .int(chance(0.5) ? Int64(int(-9...9)) : Int64(bitPattern: random.next()))
        case 3:
            let odd: [Double] = [
                .nan, .infinity, -.infinity, -0.0, 0, 1, 1e300, .leastNonzeroMagnitude, 1e21,
            ]
            return .double(
                chance(0.5)
                    ? odd.randomElement(using: &random) ?? 0
                    : Double.random(in: -1e9...1e9, using: &random)
            )
        case 4:
            let bytes = (0..<int(0...9)).map { _ in UInt8.random(in: 0...255, using: &random) }
            return bytes.withUnsafeBufferPointer { .bytes(builder.strings.intern($0)) }
        case 5: return .empty
        case 6:
            let elements = (0..<int(0...3)).map { _ in value(&builder, depth: depth + 1) }
            return builder.array(of: elements)
        default:
            let entries = (0..<int(0...3)).map { _ in
                StoredAttribute(key: text(&builder), value: value(&builder, depth: depth + 1))
            }
            return builder.map(of: entries)
        }
    }

    /// Any text, hostile characters included, that is none of the keys with a meaning.
    private mutating func text(_ builder: inout TraceBuilder, _ stem: String = "t") -> StringIndex {
        let odd = [
            "", "\"", "\\", "\n", "\u{0}", "\u{1B}[31m", "é", "漢", "😀", "\u{202E}", "<&>", "{}",
        ]
        let tail = (0..<int(0...3)).map { _ in odd.randomElement(using: &random) ?? "" }
        return builder.strings.intern("\(stem)\(int(0...30))" + tail.joined())
    }

    private mutating func time() -> UInt64 {
        let time = UInt64(int(1_000_000...2_000_000_000_000_000_000))
        return fitsJaeger ? time / 1000 * 1000 : time
    }

    private mutating func int(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    private mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &random) < probability
    }
}
