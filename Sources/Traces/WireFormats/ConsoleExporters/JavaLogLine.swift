import TraceModel

/// A line that Java's `LoggingSpanExporter` logs for a span (opentelemetry-java `exporters/logging`):
/// `'NAME' : TRACE SPAN KIND [tracer: SCOPE:VERSION] AttributesMap{data={KEY=VALUE, …}, …}`, with whatever the logger puts before it.
struct JavaLogLine {
    var name: String
    var traceID: TraceID
    var spanID: SpanID
    var kind: SpanKind
    var scope: String
    var version: String
    var attributes: [(key: String, value: String)]

    /// Reads a line; nil if it is none of these.
    init?(_ line: [UInt8]) {
        // Cheap to rule out, as most lines of most files are something else.
        guard line.contains(UInt8(ascii: "'")), line.contains(UInt8(ascii: "[")) else { return nil }
        let text = String(decoding: line, as: UTF8.self)
        guard let tracer = text.range(ofFirst: " [tracer: "),
            let middle = text[..<tracer.lowerBound].range(ofLast: "' : "),
            let quote = text[..<middle.lowerBound].quoteBeforeName
        else { return nil }
        let words = text[middle.upperBound..<tracer.lowerBound].split(separator: " ")
        guard words.count == 3, words[0].count == 32, words[1].count == 16,
            let traceID = TraceID(hex: words[0]), let spanID = SpanID(hex: words[1]),
            let kind = SpanKind(name: words[2])
        else { return nil }
        name = String(text[text.index(after: quote)..<middle.lowerBound])
        self.traceID = traceID
        self.spanID = spanID
        self.kind = kind
        let rest = text[tracer.upperBound...]
        let end = rest.firstIndex(of: "]") ?? rest.endIndex
        let origin = rest[..<end]
        // Names of scopes have no colon, versions may.
        let colon = origin.firstIndex(of: ":") ?? origin.endIndex
        scope = String(origin[..<colon])
        version = colon < origin.endIndex ? String(origin[origin.index(after: colon)...]) : ""
        attributes = Self.attributes(in: rest[end...])
    }

    /// The entries of `data={…}`; a comma within a value cannot be told from one between entries, unless no `=` follows.
    private static func attributes(in text: Substring) -> [(key: String, value: String)] {
        var rest: Substring
        if let start = text.range(ofFirst: "data={") {
            rest = text[start.upperBound...]
            rest =
                rest[
                    ..<(rest.range(ofLast: "}, capacity=")?.lowerBound ?? rest.lastIndex(of: "}")
                        ?? rest.endIndex)
                ]
        } else if let start = text.firstIndex(of: "{") {
            rest = text[text.index(after: start)...]
            guard let end = rest.lastIndex(of: "}") else { return [] }
            rest = rest[..<end]
        } else {
            return []
        }
        var entries: [(key: String, value: String)] = []
        while !rest.isEmpty {
            let comma = rest.range(ofFirst: ", ")
            let entry = rest[..<(comma?.lowerBound ?? rest.endIndex)]
            rest = comma.map { rest[$0.upperBound...] } ?? ""
            if let equals = entry.firstIndex(of: "=") {
                entries.append(
                    (String(entry[..<equals]), String(entry[entry.index(after: equals)...]))
                )
            } else if !entries.isEmpty {
                entries[entries.count - 1].value += ", " + entry
            }
        }
        return entries
    }
}

extension SpanObjects {
    /// Adds the span of a line; times and parent are not in it.
    mutating func addJava(_ line: JavaLogLine) {
        begin()
        timelessSpans += 1
        draft.traceID = line.traceID
        draft.spanID = line.spanID
        draft.kind = line.kind
        draft.name = builder.strings.intern(line.name)
        draft.scope = scope(name: line.scope, version: line.version)
        for (key, value) in line.attributes {
            draft.attributes.append(attribute(JSONMember(key: key, value: .string(value))))
        }
        end()
    }
}

extension StringProtocol where SubSequence == Substring {
    fileprivate func range(ofFirst pattern: String) -> Range<Index>? { firstRange(of: pattern) }

    fileprivate func range(ofLast pattern: String) -> Range<Index>? { ranges(of: pattern).last }

    /// The quote before a name that ends here: the first one at the line's beginning or behind a blank.
    fileprivate var quoteBeforeName: Index? {
        var previous: Character = " "
        for index in indices {
            if self[index] == "'", previous == " " { return index }
            previous = self[index]
        }
        return nil
    }
}
