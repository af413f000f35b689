import TraceAnalysis
import TraceModel
import WireFormats

/// The forms of JSON that a trace is shown in.
package enum JSONForm: Sendable, Equatable {
    /// The documented one, with figures, in the order of the tree.
    case spoor
    /// That of Jaeger's query API, in the order received.
    case jaeger

    var other: JSONForm { self == .spoor ? .jaeger : .spoor }
}

/// A trace as lines of JSON, of which only those looked at are kept.
///
/// One span after the other. In the documented form the number of lines of a span follows from its counts alone, so that
/// a million spans can be scrolled through at once.
package struct JSONLines: Sendable {
    package let form: JSONForm
    private let prepared: PreparedTrace
    /// What writes the spans of Jaeger's form.
    private let jaeger: JaegerLines?
    /// The lines before the first span.
    private let head: [String]
    /// The lines behind the last span.
    private let foot: [String]
    /// Spans in the order of the document.
    private let nodes: [Int32]
    /// Where the lines of each span begin, and where the last one ends.
    private let starts: [Int]

    /// `isRaw` says that times are as recorded.
    ///
    /// - Complexity: O(spans + services + issues); for Jaeger's form O(bytes).
    package init(_ prepared: PreparedTrace, isRaw: Bool = false, form: JSONForm = .spoor) {
        self.form = form
        self.prepared = prepared
        let spanCount = prepared.tree.spanCount
        let counts: [Int]
        switch form {
        case .spoor:
            jaeger = nil
            nodes = prepared.tree.order.filter { $0 < spanCount }
            var writer = JSONWriter(inLines: true)
            writer.beginSpoorTrace(prepared.trace, prepared.jsonFigures(isRaw: isRaw))
            head = Self.texts(writer.takeLines())
            writer.endSpoorTrace()
            // It begins with the end of the line before.
            foot = Array(Self.texts(writer.takeLines()).dropFirst())
            counts = nodes.map {
                JSONWriter.spoorLineCount(of: prepared.trace[Int($0)], hasFigures: true)
            }
        case .jaeger:
            let lines = JaegerLines(prepared.trace)
            jaeger = lines
            nodes = (0..<Int32(spanCount)).map { $0 }
            head = Self.texts(lines.head)
            foot = Self.texts(lines.foot)
            counts = nodes.map { node in
                lines.span(Int(node)).count { $0 == UInt8(ascii: "\n") } + 1
            }
        }
        var starts = [head.count]
        starts.reserveCapacity(nodes.count + 1)
        var next = head.count
        for count in counts {
            next += count
            starts.append(next)
        }
        self.starts = starts
    }

    /// Lines of the whole document, with its opening and closing ones.
    package var count: Int { (starts.last ?? head.count) + foot.count }

    /// The first line of a span.
    package func line(ofSpan node: Int) -> Int {
        nodes.firstIndex(of: Int32(node)).map { starts[$0] } ?? 0
    }

    /// The span that a line belongs to.
    package func span(atLine line: Int) -> Int? {
        guard !nodes.isEmpty else { return nil }
        return Int(nodes[place(ofLine: line)])
    }

    private func place(ofLine line: Int) -> Int {
        var low = 0
        var high = nodes.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= line { low = middle } else { high = middle }
        }
        return low
    }

    /// The lines of `range`, made now.
    package func lines(_ range: Range<Int>) -> [String] {
        var lines: [String] = []
        var line = range.lowerBound
        while line < range.upperBound, !Task.isCancelled {
            let (block, first) = block(at: line)
            guard line < first + block.count else { break }
            lines += block[(line - first)..<min(block.count, range.upperBound - first)]
            line = first + block.count
        }
        return lines
    }

    /// The block of lines that `line` belongs to, and where it begins.
    private func block(at line: Int) -> (lines: [String], first: Int) {
        if line < head.count { return (head, 0) }
        let end = starts.last ?? head.count
        if line >= end { return (foot, end) }
        let place = place(ofLine: line)
        return (Self.lines(text(ofSpanAt: place)), starts[place])
    }

    /// Number of spans.
    var spanCount: Int { nodes.count }

    /// Where the lines of a span begin.
    func start(ofSpanAt place: Int) -> Int { starts[place] }

    /// The lines of the span at a place in the document as they are shown, with line feeds between them.
    func text(ofSpanAt place: Int) -> [UInt8] {
        let node = Int(nodes[place])
        var text = jaeger.map { $0.span(node) } ?? Self.text(of: node, in: prepared, depth: 2)
        if place < nodes.count - 1 { text.append(UInt8(ascii: ",")) }
        return JSONString.escapingInvisible(text)
    }

    /// The lines before the first span and those behind the last one, with where each part begins.
    var ends: [(lines: [String], first: Int)] { [(head, 0), (foot, starts.last ?? head.count)] }

    /// The lines of the span numbered `index`, whose braces stand `depth` levels deep.
    static func lines(of index: Int, in prepared: PreparedTrace, depth: Int = 0) -> [String] {
        lines(JSONString.escapingInvisible(text(of: index, in: prepared, depth: depth)))
    }

    private static func text(of index: Int, in prepared: PreparedTrace, depth: Int) -> [UInt8] {
        var writer = JSONWriter(inLines: true)
        writer.spoorSpan(
            prepared.trace[index],
            prepared.jsonFigures(ofSpan: index),
            depth: depth
        )
        return Array(repeating: UInt8(ascii: " "), count: 2 * depth) + writer.takeLaidOut()
    }

    private static func lines(_ text: [UInt8]) -> [String] {
        text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func texts(_ lines: [[UInt8]]) -> [String] {
        lines.map { String(decoding: JSONString.escapingInvisible($0), as: UTF8.self) }
    }
}

/// The lines of Jaeger's form.
private struct JaegerLines: Sendable {
    private let parts: JaegerTraceParts
    let head: [[UInt8]]
    let foot: [[UInt8]]
    /// Between two spans.
    private let indenter: JSONIndenter

    private static let indentation = [UInt8](repeating: UInt8(ascii: " "), count: 8)

    init(_ trace: Trace) {
        parts = JaegerTraceParts(trace)
        var indenter = JSONIndenter(width: 2)
        var head = indenter.indent(parts.head)
        if trace.count > 0 {
            // As a first span leaves it behind.
            _ = indenter.indent([UInt8(ascii: "0")])
        } else {
            head += indenter.indent(parts.foot)
        }
        self.indenter = indenter
        self.head = Self.lines(head)
        foot = trace.count > 0 ? Self.lines(indenter.indent(parts.foot)) : []
    }

    /// The lines of a span, with line feeds between them.
    func span(_ index: Int) -> [UInt8] {
        var indenter = indenter
        let text = Self.indentation + indenter.indent(parts.span(index))
        return text.last == UInt8(ascii: "\n") ? Array(text.dropLast()) : text
    }

    private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    }
}
