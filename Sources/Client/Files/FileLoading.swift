import Dispatch
import PlainText
import Synchronization
import TraceAnalysis
import TraceModel
import WireFormats

/// Reads files on a thread of its own, as reading blocks for as long as a pipe stays open.
struct FileLoading: Sendable {
    let paths: [String]
    let clock: ReaderClock
    let progress: ProgressHandler

    /// Loads everything.
    ///
    /// - Throws: ``TraceReaderError`` when there is no trace in any of the files, with what is the matter.
    func load() async throws(TraceReaderError) -> LoadedFiles {
        let stop = StopFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A queue of its own, as one that blocks must not hold up others.
                DispatchQueue(label: "spoor.files").async {
                    continuation.resume(
                        returning: Result { () throws(TraceReaderError) in try loadNow(stop) }
                    )
                }
            }
        } onCancel: {
            stop.raise()
        }
        return try result.get()
    }

    private func loadNow(_ stop: StopFlag) throws(TraceReaderError) -> LoadedFiles {
        let discovery = FileDiscovery(paths: paths)
        var gathering = FileGathering()
        for note in discovery.notes { gathering.note(note) }
        var meter = ProgressMeter(progress, clock: clock)
        for path in discovery.files {
            read(path, into: &gathering, &meter, stop)
            if stop.isRaised { throw .cancelled }
        }
        meter.finish(bytes: gathering.byteCount, spans: gathering.spanCount)
        guard gathering.fileCount > 0 else {
            throw NoTraces(paths: paths, discovery: discovery, gathering: gathering).error
        }
        return LoadedFiles(gathering)
    }

    /// Reads one file as far as it can be read; what stops it becomes a note.
    private func read(
        _ path: String,
        into gathering: inout FileGathering,
        _ meter: inout ProgressMeter,
        _ stop: StopFlag
    ) {
        let name = FileReader.shownName(path)
        var decoder = TraceDecoder()
        var failure: String
        do {
            let source = try FileBytes(path: path)
            while !stop.isRaised, let chunk = try source.next() {
                gathering.byteCount += chunk.count
                try decoder.feed(chunk)
                meter.note(
                    bytes: gathering.byteCount,
                    spans: gathering.spanCount + decoder.spanCount
                )
            }
            gathering.add(try decoder.finish(), from: name)
            return
        } catch let error as FileBytes.Failure {
            gathering.unreadableCount += 1
            failure = "\(name): \(error.message)"
        } catch let error as DecodeError {
            if let looks = error.looksLike {
                return gathering.addStranger(name, looksLike: looks)
            }
            gathering.brokenCount += 1
            failure = "\(name): \(error.description)"
        } catch {
            failure = "\(name): \(error)"
        }
        let spans = decoder.spanCount
        if spans > 0 {
            if !failure.hasSuffix(".") { failure += "." }
            failure +=
                " The \(CountText.of(spans, "span")) before it \(spans == 1 ? "is" : "are") kept."
        }
        gathering.note(failure)
        if spans > 0 { gathering.add(decoder.partial(), from: name) }
    }
}

/// Tells a thread to stop at the next opportunity.
private final class StopFlag: Sendable {
    private let state = Atomic(false)

    var isRaised: Bool { state.load(ordering: .relaxed) }

    func raise() { state.store(true, ordering: .relaxed) }
}
