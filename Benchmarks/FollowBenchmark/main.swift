// Follows a busy backend in the real explorer, and counts what that costs: processor, memory, bytes to the
// terminal, requests, and whether the list saw every trace.
//
//   FollowBenchmark [SPANS A SECOND] [SECONDS]
//
// Needs `spoor` built beside it.

import Foundation
import TestSupport

let folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent()
let rate = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000
let seconds = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 60

let backend = try LoadedBackend(program: folder.appending(path: "spoor"), rate: rate)
defer { backend.stop() }
try await backend.fill()

print("\(rate) spans a second from `spoor demo`, followed for \(seconds) s, from another process\n")
print("screen     size     CPU      B/s    RSS MB")
for screen in FollowedScreen.allCases {
    for (rows, columns) in [(24, 80), (50, 200)] {
        let figures = try await screen.follow(
            backend,
            program: folder.appending(path: "spoor"),
            rows: rows,
            columns: columns,
            seconds: seconds
        )
        print(figures.row(screen.rawValue, "\(columns)×\(rows)"))
    }
}
print("\nbudget: ≤ 10 % of a core, ≤ 1,000 B/s typical, ≤ 30 requests a minute")
