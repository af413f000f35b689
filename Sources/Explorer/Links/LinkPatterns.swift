import TraceAnalysis
import TraceModel
import WireFormats

/// The links that the user wants at attributes and traces.
package struct LinkPatterns: Sendable, Equatable {
    package var patterns: [LinkPattern]
    /// What of them could not be used, in sentences.
    package private(set) var notes: [String] = []

    package init(_ patterns: [LinkPattern] = []) { self.patterns = patterns }

    package static func + (left: LinkPatterns, right: LinkPatterns) -> LinkPatterns {
        var sum = LinkPatterns(left.patterns + right.patterns)
        sum.notes = left.notes + right.notes
        return sum
    }

    /// Reads the configuration of Jaeger's UI, the file of `--query.ui-config`.
    ///
    /// As there, a pattern that is wrong is left out; a note says why.
    ///
    /// - Throws: Why it is no such file, a clause.
    package init(jaegerUI bytes: [UInt8]) throws(LinkPattern.Mistake) {
        let document: JSONValue
        do throws(DecodeError) {
            document = try JSONValue(parsing: bytes)
        } catch {
            let what = error.description
            throw LinkPattern.Mistake(
                text: "it is no JSON (\(what.hasSuffix(".") ? String(what.dropLast()) : what)); "
                    + "write the linkPatterns of a file in JavaScript into one in JSON"
            )
        }
        guard let entries = document["linkPatterns"]?.array else {
            throw LinkPattern.Mistake(text: "it has no list `linkPatterns`")
        }
        patterns = []
        for (index, entry) in entries.enumerated() {
            do throws(LinkPattern.Mistake) {
                patterns.append(try LinkPattern(entry))
            } catch {
                notes.append("Link pattern \(index + 1) is left out: \(error.text).")
            }
        }
    }

    /// The links of the attribute at `index` of `list`.
    ///
    /// As in Jaeger's UI a parameter is looked for beside the attribute, then, except for resources, at the span and
    /// those above it, then at the trace; with `trace.` before its name only there.
    func links(
        ofAttributeAt index: Int,
        in list: AttributeList,
        _ owner: LinkPattern.Owner,
        of span: Int,
        in prepared: PreparedTrace
    ) -> [WebLink] {
        guard !patterns.isEmpty else { return [] }
        let attribute = list[index]
        let facts = TraceFacts(prepared)
        return patterns.compactMap { pattern in
            pattern.link(of: attribute, owner) { name in
                if name.hasPrefix(TraceFacts.prefix) {
                    return facts[String(name.dropFirst(TraceFacts.prefix.count))]
                }
                if let value = list.first(name) { return LinkValue(value) }
                let above = owner == .resource ? nil : Self.value(of: name, at: span, in: prepared)
                return above ?? facts[name]
            }
        }
    }

    /// The links of the trace as a whole.
    func links(of prepared: PreparedTrace) -> [WebLink] {
        let facts = TraceFacts(prepared)
        return patterns.compactMap { pattern in
            pattern.linkOfTrace { name in
                let isPrefixed = name.hasPrefix(TraceFacts.prefix)
                return facts[isPrefixed ? String(name.dropFirst(TraceFacts.prefix.count)) : name]
            }
        }
    }

    private static func value(
        of name: String,
        at span: Int,
        in prepared: PreparedTrace
    ) -> LinkValue? {
        var next: Int? = span
        while let node = next, node < prepared.tree.spanCount {
            let span = prepared.trace[node]
            let value = span.attributes.first(name) ?? span.resource.attributes.first(name)
            if let value { return LinkValue(value) }
            next = prepared.tree.parent(of: node)
        }
        return nil
    }
}

/// What links may say of a trace; times are microseconds, as in Jaeger's UI.
private struct TraceFacts {
    static let prefix = "trace."
    private let prepared: PreparedTrace

    init(_ prepared: PreparedTrace) { self.prepared = prepared }

    subscript(name: String) -> LinkValue? {
        let overview = prepared.overview
        switch name {
        case "traceID": return .text(prepared.trace.id.jaegerHex)
        case "startTime": return .int(Int64(overview.start.nanoseconds / 1_000))
        case "endTime": return .int(Int64(overview.end.nanoseconds / 1_000))
        case "duration": return .int(overview.duration / 1_000)
        case "traceName": return .text("\(overview.rootService): \(overview.rootOperation)")
        default: return nil
        }
    }
}

extension LinkPattern {
    /// Reads one entry of Jaeger's `linkPatterns`.
    fileprivate init(_ entry: JSONValue) throws(Mistake) {
        guard let url = entry["url"]?.string else { throw Mistake(text: "it has no text `url`") }
        try self.init(
            types: try Self.texts(entry, "type"),
            keys: try Self.texts(entry, "key"),
            values: try Self.texts(entry, "value"),
            url: url,
            text: entry["text"]?.string
        )
    }

    /// One text or a list of them; nil where there is none.
    private static func texts(
        _ entry: JSONValue,
        _ name: String
    ) throws(Mistake) -> [String]? {
        guard let value = entry[name], !value.isNull else { return nil }
        if let text = value.string { return [text] }
        guard let texts = value.array?.map(\.string), !texts.contains(nil) else {
            throw Mistake(text: "its `\(name)` is neither a text nor a list of texts")
        }
        return texts.compactMap { $0 }
    }
}
