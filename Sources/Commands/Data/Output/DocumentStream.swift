import TraceModel
import WireFormats

/// A JSON document that goes out while it is made: on one line; over several lines for people at a terminal.
struct DocumentStream<Output: DataOutput> {
    private let output: Output
    private var indenter: JSONIndenter?
    /// Why nothing more can be written.
    private var failure: (any Error)?
    /// False when the reader has left.
    private var isWanted = true

    private static var pieceSize: Int { 1 << 16 }

    init(_ output: Output) {
        self.output = output
        indenter = output.style.columns == nil ? nil : JSONIndenter(width: 2)
    }

    /// Writes what was made, once it is worth while; false when nothing more is wanted.
    mutating func pass(_ writer: inout JSONWriter) -> Bool {
        if writer.bytes.count >= Self.pieceSize { flush(&writer) }
        return isWanted
    }

    /// Writes the rest, with a line feed behind it.
    ///
    /// Throws a sentence when some of the document could not be written.
    mutating func end(_ writer: inout JSONWriter) throws {
        flush(&writer)
        writer.newline()
        indenter = nil
        flush(&writer)
        if let failure { throw failure }
    }

    private mutating func flush(_ writer: inout JSONWriter) {
        let piece = JSONString.escapingInvisible(writer.take())
        guard isWanted else { return }
        do {
            isWanted = try output.write(indenter?.indent(piece) ?? piece)
        } catch {
            failure = error
            isWanted = false
        }
    }
}

extension DataOutput {
    /// Writes a JSON document without ever having all of it in memory.
    ///
    /// `body` asks its second argument between rows, which may be many, whether more is wanted.
    func write(
        document body: (inout JSONWriter, _ isWanted: (inout JSONWriter) -> Bool) -> Void
    ) throws {
        var stream = DocumentStream(self)
        var writer = JSONWriter()
        body(&writer) { stream.pass(&$0) }
        try stream.end(&writer)
    }
}
