import TraceAnalysis
import TraceModel
import WireFormats

/// What all files together hold.
struct LoadedFiles: Sendable {
    /// One an id, in the order first met.
    let traces: [Trace]
    /// At the places of `traces`.
    let summaries: [TraceSummary]
    let places: [TraceID: Int]
    /// How many files gave traces.
    let fileCount: Int
    /// What could not be read, and where: a line each.
    let notes: [String]

    init(_ gathering: FileGathering) {
        traces = gathering.traces
        summaries = traces.map { TraceSummary($0) }
        var places: [TraceID: Int] = [:]
        for (place, trace) in traces.enumerated() { places[trace.id] = place }
        self.places = places
        fileCount = gathering.fileCount
        notes = gathering.notes
    }
}

/// Gathers traces from files; the parts of one trace may lie in several.
struct FileGathering {
    private var parts: [TraceID: [Trace]] = [:]
    private var order: [TraceID] = []
    private(set) var fileCount = 0
    private(set) var notes: [String] = []
    private(set) var spanCount = 0
    /// Bytes read, decompressed.
    var byteCount = 0

    mutating func note(_ text: String) { notes.append(text) }

    mutating func add(_ decoded: DecodedTraces, from name: String) {
        if decoded.traces.contains(where: { $0.count > 0 }) {
            fileCount += 1
        } else if decoded.serverErrors.isEmpty {
            note("\(name): no spans in it")
        }
        for trace in decoded.traces where trace.count > 0 {
            if parts[trace.id] == nil { order.append(trace.id) }
            parts[trace.id, default: []].append(trace)
            spanCount += trace.count
        }
        notes += decoded.report.notes.map { "\(name): \($0)" }
        notes += decoded.serverErrors.map { "\(name): a server's error: \($0)" }
    }

    /// One trace an id.
    var traces: [Trace] {
        order.flatMap { id -> [Trace] in
            let traces = parts[id] ?? []
            guard traces.count > 1 else { return traces }
            var builder = TraceBuilder()
            for trace in traces { builder.append(copyOf: trace) }
            return builder.finish()
        }
    }
}
