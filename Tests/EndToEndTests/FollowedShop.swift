import Foundation
import TestSupport
import Testing

/// `spoor demo --serve` that does not forget, and programs that follow it.
///
/// `SPOOR_FOLLOW_SECONDS=600 SPOOR_FOLLOW_RATE=2000` is the long run; a build for release keeps up with that rate.
final class FollowedShop: Sendable {
    /// How long is followed.
    static let seconds = number("SPOOR_FOLLOW_SECONDS") ?? 20
    /// Spans a second.
    static let rate = number("SPOOR_FOLLOW_RATE") ?? 100

    let backend: RunningBackend

    /// Returns when the shop's last hour is there.
    init() async throws {
        backend = try RunningBackend(
            command: "demo",
            [
                "--serve", "--seed", "1", "--rate", "\(Self.rate)", "--memory", "2GB",
                "--max-traces", "1000000",
            ]
        )
        let backend = backend
        var before = -1
        // The past comes at once, the present little by little.
        let isFilled = await eventually(within: .seconds(300)) {
            guard let spans = try? await backend.figure("spoor_store_spans"), spans > 0 else {
                return false
            }
            defer { before = spans }
            try? await Task.sleep(for: .milliseconds(500))
            return spans - before < 4 * Self.rate && before > 0
        }
        try #require(isFilled, "the shop's last hour does not come")
    }

    /// The explorer on a terminal of its own, asking `url`.
    static func explorer(_ url: String, rows: Int, columns: Int) throws -> PseudoTerminal {
        let home = FileManager.default.temporaryDirectory.appending(path: "follow-\(UUID())")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        return try PseudoTerminal(
            running: BuiltProgram.url.path,
            ["--url", url],
            environment: [
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home.path,
                "PATH": "/usr/bin:/bin",
            ],
            rows: rows,
            columns: columns
        )
    }

    /// Ids of the traces that the backend has from `start` until `end`, by its own account.
    func ids(_ start: Date, _ end: Date) async throws -> Set<String> {
        var ids: Set<String> = []
        // In parts that even a slow build answers soon.
        for part in stride(from: start, to: end, by: 30) {
            let last = min(part.addingTimeInterval(30), end)
            let answer = try await backend.ask(
                "/api/v3/trace-summaries?query.start_time_min=\(Self.text(part))"
                    + "&query.start_time_max=\(Self.text(last))&query.search_depth=1000000"
            )
            #expect(answer.status == 200, "\(answer.text.prefix(300))")
            let value = try JSONSerialization.jsonObject(with: Data(answer.text.utf8))
            let summaries = try #require(
                (value as? [String: Any])?["summaries"] as? [[String: Any]]
            )
            ids.formUnion(summaries.compactMap { ($0["traceId"] ?? $0["traceID"]) as? String })
        }
        return ids
    }

    private static func text(_ time: Date) -> String {
        time.ISO8601Format(.init(includingFractionalSeconds: true))
    }

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }
}
