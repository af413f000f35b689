import PlainText
import TraceAnalysis
import TraceModel
import WireFormats

/// What all files together hold.
struct LoadedFiles: Sendable {
    /// One per id, in the order first met, corrected for clock skew.
    let traces: [Trace]
    /// Of the corrected traces, at their places.
    let summaries: [TraceSummary]
    let places: [TraceID: Int]
    /// How many files gave traces; each member of an archive is one.
    let fileCount: Int
    /// Whether what was named is a folder, or folders among others.
    let isOfFolder: Bool
    /// What could not be read, and where, and which traces have odd times: one line each.
    let notes: [String]
    /// What could not be read, and where: what is odd about a trace is told with it.
    private let readingNotes: [String]

    /// The traces as recorded, at the same places.
    private let recorded: [Trace]
    private let recordedSummaries: [TraceSummary]
    /// Number of spans moved in the traces that were corrected, by place.
    private let movedSpans: [Int: Int]
    /// The places of traces whose ids are texts, by what they mean to those who type them.
    private let typedPlaces: [TraceID: Int]

    init(_ gathering: FileGathering, isOfFolder: Bool) {
        self.isOfFolder = isOfFolder
        let recorded = gathering.traces
        self.recorded = recorded
        let summed = Ahead { recorded.map { TraceSummary($0) } }
        let corrected = ClockCorrectedTraces(recorded)
        traces = corrected.traces
        movedSpans = corrected.movedSpans
        recordedSummaries = summed.value()
        summaries = zip(recordedSummaries, traces).enumerated().map { place, pair in
            corrected.movedSpans[place] == nil ? pair.0 : pair.0.timed(by: pair.1)
        }
        var places: [TraceID: Int] = [:]
        for (place, trace) in traces.enumerated() { places[trace.id] = place }
        self.places = places
        var typedPlaces: [TraceID: Int] = [:]
        for (place, trace) in traces.enumerated() {
            guard let text = trace.id.text, let typed = TraceIDText(written: text.written) else {
                continue
            }
            typedPlaces[typed.traceID] = typedPlaces[typed.traceID] ?? place
        }
        self.typedPlaces = typedPlaces
        fileCount = gathering.fileCount
        readingNotes = gathering.notes
        notes = readingNotes + Self.oddTimes(recorded)
    }

    /// A line for each trace with odd times, up to a number that a screen has room for.
    private static func oddTimes(_ traces: [Trace]) -> [String] {
        var odd: [(id: TraceID, notes: [String])] = []
        for trace in traces {
            let notes = OddTimes(trace).notes
            if !notes.isEmpty { odd.append((trace.id, notes)) }
        }
        let told = odd.prefix(mostOddTraces)
        var lines = told.map { "Trace \($0.id.jaegerHex): \($0.notes.joined(separator: " "))" }
        if odd.count > told.count {
            lines.append(
                "\(CountText.of(odd.count - told.count, "more trace")) with times of this kind."
            )
        }
        return lines
    }

    private static let mostOddTraces = 5

    /// Where the trace with this id is.
    ///
    /// An id of a file may look like one of another form to those who type it, such as 22 letters like base64.
    func place(of id: TraceID) -> Int? { places[id] ?? typedPlaces[id] }

    /// All traces, corrected or as recorded.
    func traces(raw: Bool) -> [Trace] { raw ? recorded : traces }

    /// The summary of the trace at a place, corrected or as recorded.
    func summary(at place: Int, raw: Bool) -> TraceSummary {
        raw ? recordedSummaries[place] : summaries[place]
    }

    /// The answer with the trace at a place.
    func answer(at place: Int, raw: Bool) -> TraceAnswer {
        TraceAnswer(
            trace: traces(raw: raw)[place],
            notes: readingNotes,
            movedSpans: raw ? 0 : movedSpans[place] ?? 0
        )
    }
}

/// Gathers traces from files; the parts of one trace may lie in several.
struct FileGathering {
    private var parts: [TraceID: [Trace]] = [:]
    private var order: [TraceID] = []
    private(set) var fileCount = 0
    private(set) var notes: [String] = []
    private(set) var spanCount = 0
    /// Files of a known format without any span.
    private(set) var emptyCount = 0
    /// Files of no known format, and what they look like.
    private(set) var strangers: [(name: String, looksLike: String)] = []
    /// Files of a known format that could not be read to any span.
    var brokenCount = 0
    /// Files that could not be read at all.
    var unreadableCount = 0
    /// Bytes read, decompressed.
    var byteCount = 0

    mutating func note(_ text: String) { notes.append(text) }

    mutating func add(_ decoded: DecodedTraces, from name: String) {
        if decoded.traces.contains(where: { $0.count > 0 }) {
            fileCount += 1
        } else {
            emptyCount += 1
            if decoded.serverErrors.isEmpty { note("\(name): no spans in it") }
        }
        for trace in decoded.traces where trace.count > 0 {
            if parts[trace.id] == nil { order.append(trace.id) }
            parts[trace.id, default: []].append(trace)
            spanCount += trace.count
        }
        notes += decoded.report.notes.map { "\(name): \($0)" }
        notes += decoded.serverErrors.map { "\(name): a server's error: \($0)" }
    }

    /// Takes note of a file that cannot be read.
    mutating func addUnreadable(_ name: String, _ message: String) {
        unreadableCount += 1
        note("\(name): \(message)")
    }

    /// Takes note of an archive that is like an empty folder.
    mutating func addEmptyArchive(_ name: String) { note("\(name): an archive without files") }

    /// Takes note of a file that is none of ours.
    mutating func addStranger(_ name: String, looksLike: String) {
        strangers.append((name, looksLike))
        note("\(name): no trace file; it looks like \(looksLike).")
    }

    /// One trace per id, and each span of it once however many files have it.
    var traces: [Trace] {
        order.flatMap { id -> [Trace] in
            let traces = parts[id] ?? []
            guard traces.count > 1 else { return traces.map { $0.withoutRepeatedSpans() } }
            var builder = TraceBuilder()
            for trace in traces { builder.append(copyOf: trace) }
            builder.adoptPresentParents()
            return builder.finish().map { $0.withoutRepeatedSpans() }
        }
    }
}
