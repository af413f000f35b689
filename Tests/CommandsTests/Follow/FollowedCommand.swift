import Explorer
import Follow
import Foundation
import TestSupport
import TraceModel

@testable import Commands

/// What came of `spoor follow` until it ended.
struct Followed: Sendable {
    let code: ExitCode
    let text: String
    let remarks: [String]

    var lines: [Substring] { text.split(separator: "\n") }

    /// The lines of ndjson.
    func documents() throws -> [[String: Any]] {
        try lines.map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return value as? [String: Any] ?? [:]
        }
    }
}

/// Runs a command line against a source while its clock goes on.
func followed(
    _ line: String,
    from source: LiveSource,
    _ clock: SteppedClock = SteppedClock(start: OutputStyle.pipe.now),
    _ style: OutputStyle = .pipe,
    patience: Int = .max
) async throws -> Followed {
    guard case .data(let request) = try invocation(line, isOnTerminal: false).command else {
        throw CommandLineError("`\(line)` prints no data")
    }
    let stepping = Task {
        await eventually(within: .seconds(120)) {
            clock.advance()
            return Task.isCancelled
        }
    }
    defer { stepping.cancel() }
    let output = GatheredOutput(style, patience: patience)
    let command = DataCommand(
        request,
        reader: source,
        output: output,
        defaults: SearchDefaults(),
        clock: clock.clock
    )
    let code = try await command.run()
    return Followed(code: code, text: output.text, remarks: output.remarks)
}

extension TraceSummary {
    /// A trace of two services that begins so many seconds after the clock did.
    static func live(
        _ name: String,
        at seconds: Double,
        spans: Int = 3,
        errors: Int = 0
    ) -> TraceSummary {
        let start = OutputStyle.pipe.now.advanced(by: Nanoseconds(seconds * 1e9))
        return TraceSummary(
            id: .named(name),
            rootService: "web",
            rootOperation: "GET /\(name)",
            start: start,
            end: start.advanced(by: 100_000_000),
            spanCount: spans,
            errorCount: errors,
            orphanCount: 0,
            services: [
                ServiceShare(name: "shop", spanCount: spans - 1, errorCount: errors),
                ServiceShare(name: "web", spanCount: 1, errorCount: 0),
            ]
        )
    }
}
