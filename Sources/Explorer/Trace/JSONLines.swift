import TraceAnalysis
import TraceModel
import WireFormats

/// A trace as lines of the documented JSON, of which only those looked at are ever made.
///
/// One span after the other in the order of the tree. The number of lines of a span follows from its counts alone, so
/// that a million spans can be scrolled through at once.
package struct JSONLines: Sendable {
    private let prepared: PreparedTrace
    /// The lines before the first span.
    private let head: [String]
    /// The lines behind the last span.
    private let foot: [String]
    /// Spans in the order of the tree.
    private let nodes: [Int32]
    /// Where the lines of each span begin, and where the last one ends.
    private let starts: [Int]

    /// `isRaw` says that times are as recorded.
    ///
    /// - Complexity: O(spans + services + issues).
    package init(_ prepared: PreparedTrace, isRaw: Bool = false) {
        self.prepared = prepared
        let spanCount = prepared.tree.spanCount
        nodes = prepared.tree.order.filter { $0 < spanCount }
        var writer = JSONWriter(inLines: true)
        writer.beginSpoorTrace(prepared.trace, prepared.jsonFigures(isRaw: isRaw))
        head = Self.texts(writer.takeLines())
        writer.endSpoorTrace()
        // It begins with the end of the line before.
        foot = Array(Self.texts(writer.takeLines()).dropFirst())
        var starts = [head.count]
        starts.reserveCapacity(nodes.count + 1)
        var next = head.count
        for node in nodes {
            next += JSONWriter.spoorLineCount(of: prepared.trace[Int(node)], hasFigures: true)
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
        while line < range.upperBound {
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
        var block = Self.lines(of: Int(nodes[place]), in: prepared, depth: 2)
        if place < nodes.count - 1 { block[block.count - 1] += "," }
        return (block, starts[place])
    }

    /// The lines of the span numbered `index`, whose braces stand `depth` levels deep.
    static func lines(of index: Int, in prepared: PreparedTrace, depth: Int = 0) -> [String] {
        var writer = JSONWriter(inLines: true)
        writer.spoorSpan(
            prepared.trace[index],
            prepared.jsonFigures(ofSpan: index),
            depth: depth
        )
        var lines = texts(writer.takeLines())
        lines[0] = String(repeating: " ", count: 2 * depth) + lines[0]
        return lines
    }

    private static func texts(_ lines: [[UInt8]]) -> [String] {
        lines.map { String(decoding: JSONString.escapingInvisible($0), as: UTF8.self) }
    }
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
    mutating func apply(_ action: Action, height: Int, times: Int) -> Bool {
        guard
            let line = action.scrolled(from: top, height: height, count: count, times: times)
        else { return false }
        scroll(to: line)
        return true
    }

    func span(atLine line: Int) -> Int? { lines?.span(atLine: line) }
}
