/// A stack trace: how many frames it has, and which is the first of the program's own code.
struct StackTrace {
    let frameCount: Int
    /// The line of that frame, from 0; nil where all frames are of others.
    private(set) var ownLine: Int?
    /// Which frame it is, from 1, counted from the one that threw.
    private(set) var ownPlace = 0
    private let lines: [Substring]

    /// Longer texts are no stack traces that anyone reads.
    private static let mostBytes = 262_144

    /// nil for what has no frames of a language that is known; one frame alone makes a stack trace where `key` says that it is one.
    ///
    /// - Complexity: O(bytes).
    init?(_ text: String, key: String) {
        guard text.utf8.count <= Self.mostBytes, text.utf8.contains(0x0A) else { return nil }
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let bare = lines.map(Self.bare)
        var frames: [(line: Int, frame: StackFrame)] = []
        for (number, line) in bare.enumerated() where !line.isEmpty {
            let next = number + 1 < bare.count ? bare[number + 1] : nil
            guard let frame = StackFrame(line, next: next) else { continue }
            // What looks like another language's frame belongs to a message.
            if let first = frames.first?.frame, first.notation != frame.notation { continue }
            frames.append((number, frame))
        }
        let isNamed = key.hasSuffix("stacktrace") || key.hasSuffix("stack")
        guard frames.count > (isNamed ? 0 : 1), let first = frames.first else { return nil }
        frameCount = frames.count
        if first.frame.notation.isInnermostLast { frames.reverse() }
        if let place = frames.firstIndex(where: \.frame.isOwn) {
            ownLine = frames[place].line
            ownPlace = place + 1
        }
    }

    private static func bare(_ line: Substring) -> Substring {
        var line = line.drop { $0 == " " || $0 == "\t" }
        while let last = line.last, last == " " || last == "\t" { line.removeLast() }
        return line
    }

    /// The first frame of the program's own code on a line, as it is written.
    var ownFrame: String? {
        ownLine.map { line in
            let frame = Self.bare(lines[line])
            guard frame.hasPrefix("File \""), line + 1 < lines.count else { return String(frame) }
            // Python's source stands below.
            let source = Self.bare(lines[line + 1])
            return source.isEmpty || source.hasPrefix("File \"")
                ? String(frame) : "\(frame): \(source)"
        }
    }

    /// What stands before the line of that frame; other lines have blanks there.
    static let mark = "> "

    /// All lines, with the first own frame marked; nil where there is none.
    var laidOut: String? {
        guard let ownLine else { return nil }
        return lines.enumerated().map { number, line in
            (number == ownLine ? Self.mark : "  ") + line
        }.joined(separator: "\n")
    }
}
