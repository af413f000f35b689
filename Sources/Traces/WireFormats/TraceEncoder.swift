package import TraceModel

/// Writes traces as a document of one format, span by span.
package protocol TraceDocument: Sendable {
    /// Writes what stands before the first trace.
    mutating func begin(_ writer: inout JSONWriter)

    /// Writes spans of a part of a trace, with what stands around the trace, until the writer holds `length` bytes or the part
    /// ends; goes on where it stopped when called again.
    ///
    /// - Returns: Whether the part is complete.
    mutating func write(_ part: TracePart, _ writer: inout JSONWriter, until length: Int) -> Bool

    /// Bytes that the document keeps of the trace until it ends.
    var heldBytes: Int { get }

    /// Writes what stands behind the last trace.
    mutating func end(_ writer: inout JSONWriter)

    /// The last touch to what was written.
    func finish(_ piece: [UInt8]) -> [UInt8]
}

/// Spans that follow one another in a trace, and whether the trace begins and ends with them.
package struct TracePart: Sendable {
    package let trace: Trace
    package let isFirst: Bool
    package let isLast: Bool

    /// The whole trace if nothing else is said.
    package init(_ trace: Trace, isFirst: Bool = true, isLast: Bool = true) {
        self.trace = trace
        self.isFirst = isFirst
        self.isLast = isLast
    }
}

extension TraceDocument {
    package var heldBytes: Int { 0 }

    package func finish(_ piece: [UInt8]) -> [UInt8] { piece }
}

/// Encodes traces as one document, a piece at a time: the mirror of ``TraceDecoder``.
///
/// Traces are asked for no sooner than they are written.
package struct TraceEncoder: Sendable {
    private let traces: FoundTraces
    private var document: any TraceDocument
    /// Pieces end at the first span that makes them this long.
    private let pieceLength: Int
    private var writer = JSONWriter()
    /// The trace being written.
    private var current: Trace?
    private var traceNumber = 0
    private var stage = Stage.start

    private enum Stage { case start, traces, ended }

    /// An encoder of any document; `pieceLength` is in bytes.
    package init(
        _ traces: FoundTraces,
        as document: any TraceDocument,
        pieceLength: Int = 1 << 16
    ) {
        self.traces = traces
        self.document = document
        self.pieceLength = pieceLength
    }

    package init(_ traces: [Trace], as document: any TraceDocument, pieceLength: Int = 1 << 16) {
        self.init(FoundTraces(traces), as: document, pieceLength: pieceLength)
    }

    package init(_ traces: [Trace], as format: WrittenFormat, pieceLength: Int = 1 << 16) {
        self.init(FoundTraces(traces), as: format.document, pieceLength: pieceLength)
    }

    /// The next piece; nil when everything was written.
    package mutating func next() -> [UInt8]? {
        switch stage {
        case .ended: return nil
        case .start:
            stage = .traces
            document.begin(&writer)
        case .traces: break
        }
        while traceNumber < traces.count {
            let trace = current ?? traces[traceNumber]
            current = trace
            if document.write(TracePart(trace), &writer, until: pieceLength) {
                traceNumber += 1
                current = nil
            }
            guard writer.bytes.count < pieceLength else { return document.finish(writer.take()) }
        }
        stage = .ended
        document.end(&writer)
        return document.finish(writer.take())
    }

    /// The pieces to come, together.
    package mutating func rest() -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = next() { bytes += piece }
        return bytes
    }
}

/// `traces` as one document of `format`.
package func encodeTraces(_ traces: [Trace], as format: WrittenFormat) -> [UInt8] {
    var encoder = TraceEncoder(traces, as: format)
    return encoder.rest()
}
