import TraceModel
import WireFormats

/// Why there is no trace in any of the files, as a sentence that names each file once, and as what a program must know of it.
struct NoTraces {
    let paths: [String]
    let discovery: FileDiscovery
    let gathering: FileGathering

    private static let mostReasons = 3

    /// Nothing at a path is the user's mistake, a file that cannot be read as traces is no source of them, and a file of a known
    /// format without a trace holds just none.
    var error: TraceReaderError {
        let kind: TraceReaderError.Kind
        if gathering.emptyCount > 0 {
            kind = .notFound
        } else if gathering.strangers.count + gathering.brokenCount + gathering.unreadableCount > 0
        {
            kind = .malformedAnswer
        } else if discovery.notes.isEmpty {
            kind = .notFound
        } else {
            kind = .invalidQuery
        }
        return TraceReaderError(kind, sentence)
    }

    private var sentence: String {
        var reasons = gathering.strangers.map { stranger in
            stranger.looksLike == DecodeError.emptyInput
                ? "\(stranger.name) is empty"
                : "\(stranger.name) is no trace file: it looks like \(stranger.looksLike)"
        }
        reasons += gathering.notes.filter { note in
            !gathering.strangers.contains { note.hasPrefix("\($0.name): ") }
        }
        guard !reasons.isEmpty else {
            let names = paths.map(FileReader.shownName).joined(separator: ", ")
            return "there is no trace in \(names)"
        }
        let shown = reasons.prefix(Self.mostReasons).map(Self.clause)
        var text = shown.joined(separator: "; ")
        if reasons.count > shown.count { text += "; and \(reasons.count - shown.count) more" }
        if !gathering.strangers.isEmpty {
            text += "; the known formats are \(TraceFormat.allNames)"
        }
        return text
    }

    /// A note without its full stop, to stand between semicolons.
    private static func clause(_ note: String) -> String {
        note.hasSuffix(".") ? String(note.dropLast()) : note
    }
}
