import Dispatch
import PlainText
import Synchronization
import TraceAnalysis
import TraceModel
import WireFormats

/// Reads files on a thread of its own, as reading blocks for as long as a pipe stays open.
struct FileLoading: Sendable {
    let paths: [String]
    let limits: DecodeLimits
    /// How long reading may take; nil for as long as it takes.
    let maxTime: Duration?
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
        let wait = FileWait(end: maxTime.map { ContinuousClock.now + $0 }) { stop.isRaised }
        for path in discovery.files {
            read(path, into: &gathering, &meter, wait)
            if stop.isRaised { throw .cancelled }
            if let maxTime, wait.isOver { throw .late(FileReader.shownName(path), maxTime) }
        }
        meter.finish(bytes: gathering.byteCount, spans: gathering.spanCount)
        guard gathering.fileCount > 0 else {
            throw NoTraces(paths: paths, discovery: discovery, gathering: gathering).error
        }
        return LoadedFiles(gathering, isOfFolder: discovery.files != paths)
    }

    /// Reads one file as far as it can be read; what stops it becomes a note.
    private func read(
        _ path: String,
        into gathering: inout FileGathering,
        _ meter: inout ProgressMeter,
        _ wait: FileWait
    ) {
        let name = FileReader.shownName(path)
        do throws(FileFailure) {
            let source = try FileBytes(path: path, wait: wait)
            let isPrompt = source.isPrompt
            FileContents(wait).visit(name, source) { name, item in
                switch item {
                case .document(let source) where isPrompt:
                    let ahead = ReadAheadBytes(source)
                    read(ahead, name, into: &gathering, &meter, wait)
                    ahead.end()
                case .document(let source): read(source, name, into: &gathering, &meter, wait)
                case .failure(let failure): gathering.addUnreadable(name, failure.message)
                case .emptyArchive: gathering.addEmptyArchive(name)
                }
            }
        } catch {
            gathering.addUnreadable(name, error.message)
        }
    }

    /// Reads one document as far as it can be read.
    private func read(
        _ source: any ByteSource,
        _ name: String,
        into gathering: inout FileGathering,
        _ meter: inout ProgressMeter,
        _ wait: FileWait
    ) {
        var decoder = TraceDecoder(limits: limits)
        var failure: String
        do {
            while !wait.isOver, let chunk = try source.next(ReadAheadBytes.largePiece) {
                gathering.byteCount += chunk.count
                try decoder.feed(chunk)
                meter.note(
                    bytes: gathering.byteCount,
                    spans: gathering.spanCount + decoder.spanCount
                )
            }
            gathering.add(try decoder.finish(), from: name)
            return
        } catch let error as FileFailure {
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

extension TraceReaderError {
    /// A file was not read to its end within `limit`.
    fileprivate static func late(_ name: String, _ limit: Duration) -> TraceReaderError {
        TraceReaderError(
            .late,
            "\(name) was not read to its end within \(limit.formattedSeconds): --max-time allows more"
        )
    }
}

extension Duration {
    fileprivate var formattedSeconds: String {
        let milliseconds = Int((self / .milliseconds(1)).rounded(.up))
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
