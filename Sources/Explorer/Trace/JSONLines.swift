import PlainText
import TraceAnalysis
import TraceModel

/// A trace as lines of JSON, of which only those looked at are ever made.
///
/// One span after the other in the order of the tree, in Jaeger's words. The number of lines of a span
/// follows from its counts alone, so that a million spans can be scrolled through at once.
package struct JSONLines: Sendable {
    private let prepared: PreparedTrace
    /// Spans in the order of the tree.
    private let nodes: [Int32]
    /// Where the lines of each span begin, and where the last one ends.
    private let starts: [Int]

    /// - Complexity: O(spans + events + links).
    package init(_ prepared: PreparedTrace) {
        self.prepared = prepared
        let spanCount = prepared.tree.spanCount
        nodes = prepared.tree.order.filter { $0 < spanCount }
        var starts = [1]
        starts.reserveCapacity(nodes.count + 1)
        var next = 1
        for node in nodes {
            next += Self.lineCount(prepared.trace[Int(node)])
            starts.append(next)
        }
        self.starts = starts
    }

    /// Lines of the whole document, with its opening and closing ones.
    package var count: Int { (starts.last ?? 1) + 1 }

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
        while line < range.upperBound {
            if line == 0 {
                lines.append(
                    "{ \"traceID\": \(Self.quoted(prepared.trace.id.jaegerHex)), \"spans\": ["
                )
                line += 1
            } else if line >= count - 1 {
                lines.append("] }")
                break
            } else {
                let place = place(ofLine: line)
                let isLast = place == nodes.count - 1
                let block = Self.lines(prepared.trace[Int(nodes[place])], isLast: isLast)
                let first = line - starts[place]
                let last = min(block.count, first + range.upperBound - line)
                lines += block[first..<last]
                line += last - first
            }
        }
        return lines
    }

    /// Fixed lines of a span: its braces, nine fields, and the three list ends.
    private static let fixedLines = 14

    static func lineCount(_ span: Span) -> Int {
        fixedLines + span.attributes.count + span.resource.attributes.count + span.events.count
            + span.links.count
    }

    /// The lines of one span.
    static func lines(_ span: Span, isLast: Bool) -> [String] {
        var lines = ["  {"]
        lines.append("    \"spanID\": \(quoted(span.id.hex)),")
        lines.append("    \"parentSpanID\": \(span.parentID.map { quoted($0.hex) } ?? "null"),")
        lines.append("    \"operationName\": \(quoted(span.name)),")
        lines.append("    \"kind\": \(quoted(span.kind.name)),")
        lines.append(
            "    \"status\": { \"code\": \(span.statusCode.rawValue), \"message\": \(quoted(span.statusMessage)) },"
        )
        lines.append("    \"startTimeUnixNano\": \(span.start.nanoseconds),")
        lines.append("    \"durationNano\": \(span.duration),")
        lines.append("    \"process\": { \"serviceName\": \(quoted(span.serviceName)), \"tags\": [")
        lines += attributes(span.resource.attributes)
        lines.append("    ] },")
        lines.append("    \"tags\": [")
        lines += attributes(span.attributes)
        lines.append("    ], \"logs\": [")
        for (index, event) in span.events.enumerated() {
            let fields = event.attributes.map { "\(quoted($0.key)): \(JSONText.line($0.value))" }
            let body =
                ([
                    "\"timeUnixNano\": \(event.time.nanoseconds)",
                    "\"event\": \(quoted(event.name))",
                ] + fields).joined(separator: ", ")
            lines.append("      { \(body) }" + (index + 1 < span.events.count ? "," : ""))
        }
        lines.append("    ], \"references\": [")
        for (index, link) in span.links.enumerated() {
            lines.append(
                "      { \"refType\": \(quoted(link.type.jaegerName)), \"traceID\": \(quoted(link.traceID.jaegerHex)), \"spanID\": \(quoted(link.spanID.hex)) }"
                    + (index + 1 < span.links.count ? "," : "")
            )
        }
        lines.append(isLast ? "    ] }" : "    ] },")
        return lines
    }

    private static func attributes(_ list: AttributeList) -> [String] {
        list.enumerated().map { index, attribute in
            "      { \(quoted(attribute.key)): \(JSONText.line(attribute.value)) }"
                + (index + 1 < list.count ? "," : "")
        }
    }

    private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}

/// The JSON view: view `7` of a trace.
package struct JSONViewState: Sendable {
    package var lines: JSONLines?
    package var request: RequestID?
    /// The first line shown.
    package private(set) var top = 0
    private var height = 1

    init() {}

    package var count: Int { lines?.count ?? 0 }

    mutating func fit(height: Int) {
        self.height = height
        scroll(to: top)
    }

    mutating func scroll(to line: Int) { top = max(0, min(line, count - height)) }

    /// Scrolls as an action that moves asks for; false for other actions.
    mutating func apply(_ action: Action, height: Int) -> Bool {
        guard let line = action.scrolled(from: top, height: height, count: count) else {
            return false
        }
        scroll(to: line)
        return true
    }

    func span(atLine line: Int) -> Int? { lines?.span(atLine: line) }
}
