import TraceAnalysis
import TraceModel

/// Searching the lines, each of which is made for it: those of a million spans take seconds.
extension JSONLines {
    /// Spans that are looked through at once.
    private static let batchSize = 10_000
    /// Batches under way: enough for all cores of most machines, and few to wait for once it is cancelled.
    private static let batchesAhead = 4

    /// Lines that contain a text, whatever its case; fewer when the task is cancelled.
    ///
    /// - Complexity: O(bytes), on all cores.
    func lines(with text: String, progress: ProgressHandler = { _ in }) -> [Int] {
        let needle = TextNeedle(text)
        let batches = stride(from: 0, to: spanCount, by: Self.batchSize).map {
            $0..<min($0 + Self.batchSize, spanCount)
        }
        func begin(_ batch: Range<Int>) -> Ahead<[Int]> {
            Ahead { hits(of: needle, inSpansAt: batch) }
        }
        var underWay = batches.prefix(Self.batchesAhead).map(begin)[...]
        var found = hits(of: needle, in: ends[0])
        for (number, batch) in batches.enumerated() {
            guard !Task.isCancelled, let next = underWay.popFirst() else { return found }
            found += next.value()
            let following = number + Self.batchesAhead
            if following < batches.count { underWay.append(begin(batches[following])) }
            progress(LoadProgress(bytes: 0, spans: batch.upperBound))
        }
        return found + hits(of: needle, in: ends[1])
    }

    private func hits(of needle: TextNeedle, in part: (lines: [String], first: Int)) -> [Int] {
        part.lines.indices.filter { needle.isFound(in: part.lines[$0]) }.map { part.first + $0 }
    }

    private func hits(of needle: TextNeedle, inSpansAt places: Range<Int>) -> [Int] {
        var found: [Int] = []
        for place in places {
            text(ofSpanAt: place).withUnsafeBufferPointer { text in
                // Most spans have none.
                guard needle.isFound(inUTF8: text) else { return }
                var line = start(ofSpanAt: place)
                for part in text.split(separator: UInt8(ascii: "\n")) {
                    if needle.isFound(inUTF8: UnsafeBufferPointer(rebasing: part)) {
                        found.append(line)
                    }
                    line += 1
                }
            }
        }
        return found
    }
}
