import Foundation
import TestSupport

/// The explorer in a pseudo terminal, with a stopwatch and a byte counter at the terminal's end.
struct Session {
    let terminal: PseudoTerminal

    init(program: URL, arguments: [String], rows: Int, columns: Int) throws {
        terminal = try PseudoTerminal(
            running: program.path,
            arguments,
            environment: [
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": NSTemporaryDirectory(),
                "PATH": "/usr/bin:/bin",
            ],
            rows: rows,
            columns: columns
        )
    }

    /// What one press of each of `keys` costs.
    func press(_ keys: [String]) async throws -> [Press] {
        var presses: [Press] = []
        for key in keys {
            let before = try await terminal.settle(quiet: .milliseconds(30))
            let start = ContinuousClock.now
            terminal.type(key)
            try await terminal.wait(forBytesBeyond: before)
            let latency = start.duration(to: .now)
            let after = try await terminal.settle(quiet: .milliseconds(30))
            presses.append(Press(bytes: after - before, latency: latency))
        }
        return presses
    }

    /// Bytes written while nothing happens.
    func idleBytes(for time: Duration) async throws -> Int {
        let before = try await terminal.settle(quiet: .milliseconds(500))
        try await Task.sleep(for: time)
        return terminal.received.count - before
    }

    func quit() async throws {
        terminal.type("Q")
        _ = try await terminal.ended()
    }
}

/// The cost of one key.
struct Press {
    let bytes: Int
    /// From the key to the first byte of the answer.
    let latency: Duration
}

extension [Press] {
    func bytes(percentile: Int) -> Int { map(\.bytes).sorted()[(count - 1) * percentile / 100] }

    func milliseconds(percentile: Int) -> Double {
        map(\.latency).sorted()[(count - 1) * percentile / 100].milliseconds
    }
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
    }
}
