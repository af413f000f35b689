import Foundation
import TestSupport

/// What opening and exploring a trace of one size costs, from a file, on a large screen.
struct SizeFigures {
    let spans: Int
    let megabytes: Double
    /// From the start of the program to the first screen of the whole trace.
    private(set) var opening: Duration
    /// Of processor, all threads together, until then.
    private(set) var openingProcessor: Double
    private(set) var peakMegabytes: Int
    /// By place in ``KeySeries/all``.
    private(set) var presses: [[Press]] = []
    private(set) var scrolls: [Press] = []
    /// By place in ``Work/all``.
    private(set) var works: [Press] = []

    private static let openings = 3
    private static let pressesOfAKind = 30

    static func measure(spans: Int) async throws -> SizeFigures {
        let document = try TraceDocument(spans: spans)
        var session = try await open(document)
        var figures = session.figures
        for _ in 1..<openings {
            try await session.session.quit()
            session = try await open(document)
            figures.opening = min(figures.opening, session.figures.opening)
            figures.openingProcessor = min(
                figures.openingProcessor,
                session.figures.openingProcessor
            )
            figures.peakMegabytes = max(figures.peakMegabytes, session.figures.peakMegabytes)
        }
        try await figures.pressKeys(session.session)
        try await session.session.quit()
        let fresh = try await open(document).session
        let quiet = Duration.milliseconds(spans < 500_000 ? 400 : 2_000)
        for work in Work.all {
            figures.works.append(try await fresh.time(of: work.keys, quiet: quiet))
        }
        try await fresh.quit()
        try? FileManager.default.removeItem(atPath: Work.savedPath)
        return figures
    }

    private static func open(
        _ document: borrowing TraceDocument
    ) async throws -> (session: Session, figures: SizeFigures) {
        let start = ContinuousClock.now
        let session = try Session(
            program: TraceDocument.program,
            arguments: [document.url.path],
            rows: 50,
            columns: 200
        )
        try await session.terminal.wait(for: "critical path", within: .seconds(120))
        let opening = start.duration(to: .now)
        let figures = SizeFigures(
            spans: document.spans,
            megabytes: document.megabytes,
            opening: opening,
            openingProcessor: ProcessUse(session.terminal.processID).seconds,
            peakMegabytes: session.peakMegabytes
        )
        return (session, figures)
    }

    private mutating func pressKeys(_ session: Session) async throws {
        for series in KeySeries.all {
            if !series.preparation.isEmpty {
                _ = try await session.time(of: series.preparation, quiet: .seconds(1))
            }
            let keys = (0..<Self.pressesOfAKind).map { series.keys[$0 % series.keys.count] }
            presses.append(try await session.press(keys))
        }
        // Back in the tree, without the search, from the first row on: the last rows are scrolled into sight.
        for keys in ["1", "\u{1B}", "\u{1B}", "g"] {
            _ = try await session.time(of: keys, quiet: .milliseconds(300))
        }
        scrolls = try await session.press(Array(repeating: "j", count: 80)).suffix(30)
    }
}
