package import TraceModel

/// Where a command's answer and its remarks go.
package protocol DataOutput {
    var style: OutputStyle { get }

    /// Writes part of the answer; false when the reader has left and wants no more.
    ///
    /// Throws a sentence when it cannot be written.
    func write(_ bytes: [UInt8]) throws -> Bool

    /// False when the reader has left, as far as that can be known without writing.
    var isRead: Bool { get }

    /// Says something that is not part of the answer, as one sentence.
    func remark(_ sentence: String)

    /// Takes how much of an answer has come, for who waits for it; nil if nobody sees it.
    var progress: ProgressHandler? { get }
}

extension DataOutput {
    package var progress: ProgressHandler? { nil }
}

/// Gathers lines of an answer and writes them in pieces of a good size.
struct LineWriter<Output: DataOutput> {
    private let output: Output
    private var pending: [UInt8] = []
    /// False when the reader has left.
    private(set) var isWanted = true

    private static var pieceSize: Int { 1 << 16 }

    init(_ output: Output) {
        self.output = output
    }

    mutating func line(_ text: String) throws {
        pending += text.utf8
        pending.append(UInt8(ascii: "\n"))
        if pending.count >= Self.pieceSize { try flush() }
    }

    /// Writes what is pending; to be called at the end.
    mutating func flush() throws {
        guard !pending.isEmpty else { return }
        if isWanted { isWanted = try output.write(pending) }
        pending.removeAll(keepingCapacity: true)
    }
}

extension DataOutput {
    /// Writes lines cut to the terminal.
    func write(lines: some Sequence<String>) throws {
        var writer = LineWriter(self)
        for line in lines where writer.isWanted { try writer.line(line) }
        try writer.flush()
    }
}

extension DataOutput {
    /// Says the first few of `sentences`, and how many more there are.
    func remark(all sentences: [String]) {
        let most = 8
        sentences.prefix(most).forEach(remark)
        if sentences.count > most {
            remark("There are \(sentences.count - most) more remarks; --output json has all.")
        }
    }
}
