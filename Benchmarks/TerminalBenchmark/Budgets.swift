import Foundation
import TestSupport

/// Opens a large trace from a server on loopback at two sizes of the terminal, and holds what that costs against budgets.
struct Budgets {
    let spans: Int

    func print() async throws {
        let document = try TraceDocument(spans: spans)
        let server = try TraceServer(file: document.url)
        Swift.print(
            "\(spans) spans, \(Int(document.megabytes)) MB of Jaeger JSON, from a server on loopback\n"
        )
        row("measure", "value", "budget")
        for (rows, columns) in [(24, 80), (50, 200)] {
            Swift.print("\n\(columns)×\(rows)")
            try await measure(server.url, rows: rows, columns: columns)
        }
    }

    private func measure(_ url: String, rows: Int, columns: Int) async throws {
        let start = ContinuousClock.now
        let session = try Session(
            program: TraceDocument.program,
            arguments: ["--url", url, "7894329b91aeee4372a98ef0eae90143"],
            rows: rows,
            columns: columns
        )
        let terminal = session.terminal
        try await terminal.wait("the first frame") { $0.isAlternate && $0.text.contains("▸") }
        let first = start.duration(to: .now)
        try await terminal.wait(for: "SPAN", within: .seconds(120))
        let opened = start.duration(to: .now)
        row("start to first frame", "\(Int(first.milliseconds)) ms", "≤ 50 ms")
        row(
            "open to first screen of the whole trace",
            "\(Int(opened.milliseconds)) ms",
            "≤ 1,000 ms"
        )
        row("memory", "\(session.residentMegabytes) MB, peak \(session.peakMegabytes) MB", "")
        let paint = try await session.press(["\u{0C}"])
        row(
            "full paint",
            "\(paint.bytes(percentile: 50)) B",
            columns == 80 ? "≤ 2,500 B" : "≤ 9,000 B"
        )
        row("idle for 10 s", "\(try await session.idleBytes(for: .seconds(10))) B", "0 B")
        let steps = try await session.press(Array(repeating: "j", count: rows - 10))
        row(
            "cursor step, bytes p50 / p99",
            "\(steps.bytes(percentile: 50)) / \(steps.bytes(percentile: 99)) B",
            columns == 80 ? "≤ 64 B" : "≤ 96 B"
        )
        _ = try await session.press(Array(repeating: "j", count: 10))
        let scrolls = try await session.press(Array(repeating: "j", count: 60))
        row(
            "one-line scroll, bytes p50 / p99",
            "\(scrolls.bytes(percentile: 50)) / \(scrolls.bytes(percentile: 99)) B",
            "≤ 250 B"
        )
        let keys = try await session.press(
            (0..<100).map { ["j", "k", "\u{04}", "\u{15}", "G", "g", " ", " ", "z", "Z"][$0 % 10] }
        )
        row(
            "any key, latency p50 / p99",
            String(
                format: "%.1f / %.1f ms",
                keys.milliseconds(percentile: 50),
                keys.milliseconds(percentile: 99)
            ),
            "≤ 16 ms"
        )
        try await session.quit()
    }

    private func row(_ name: String, _ value: String, _ budget: String) {
        Swift.print(
            name.padding(toLength: 44, withPad: " ", startingAt: 0)
                + value.padding(toLength: 28, withPad: " ", startingAt: 0) + budget
        )
    }
}
