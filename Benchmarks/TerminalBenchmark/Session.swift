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
                "PATH": "/usr/bin:/bin", "PAGER": "wc -c",
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
            let processor = screenSeconds
            let start = ContinuousClock.now
            terminal.type(key)
            try await terminal.wait(forBytesBeyond: before)
            let latency = start.duration(to: .now)
            let after = try await terminal.settle(quiet: .milliseconds(30))
            presses.append(
                Press(
                    bytes: after - before,
                    latency: latency,
                    processor: .seconds(screenSeconds - processor)
                )
            )
        }
        return presses
    }

    /// What it costs from keys until nothing more comes for a while.
    func time(of keys: String, quiet: Duration) async throws -> Press {
        let before = try await terminal.settle(quiet: .milliseconds(30))
        let processor = screenSeconds
        let start = ContinuousClock.now
        terminal.type(keys)
        let after = try await terminal.settle(quiet: quiet, within: .seconds(120))
        return Press(
            bytes: after - before,
            latency: max(.zero, start.duration(to: .now) - quiet),
            processor: .seconds(screenSeconds - processor)
        )
    }

    /// What the thread of the screen has used of the processor, to the nanosecond.
    private var screenSeconds: Double {
        guard let id = terminal.processID,
            let text = try? String(
                contentsOfFile: "/proc/\(id)/task/\(id)/schedstat",
                encoding: .utf8
            )
        else { return 0 }
        return (text.split(separator: " ").first.flatMap { Double($0) } ?? 0) / 1e9
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

    /// Megabytes resident at most so far.
    var peakMegabytes: Int { status("VmHWM:") / 1024 }
    var residentMegabytes: Int { status("VmRSS:") / 1024 }

    private func status(_ name: String) -> Int {
        let status = terminal.processID.flatMap {
            try? String(contentsOfFile: "/proc/\($0)/status", encoding: .utf8)
        }
        let line = status?.split(separator: "\n").first { $0.hasPrefix(name) }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Int($0) } ?? 0
    }
}

/// The cost of one key, or of what it begins.
struct Press {
    let bytes: Int
    /// From the key to the first byte of the answer; of work to its last.
    let latency: Duration
    /// Of the thread that the screen belongs to, which other programs do not lengthen.
    let processor: Duration
}

extension [Press] {
    func bytes(percentile: Int) -> Int { map(\.bytes).sorted()[(count - 1) * percentile / 100] }

    func milliseconds(percentile: Int) -> Double { milliseconds(\.latency, percentile) }

    func processorMilliseconds(percentile: Int) -> Double { milliseconds(\.processor, percentile) }

    private func milliseconds(_ figure: KeyPath<Press, Duration>, _ percentile: Int) -> Double {
        map { $0[keyPath: figure] }.sorted()[(count - 1) * percentile / 100].milliseconds
    }
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
    }
}
