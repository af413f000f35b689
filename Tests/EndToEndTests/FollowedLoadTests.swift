import Foundation
import TestSupport
import Testing

/// Following a shop under load, as its users do: nothing is missed, and it costs what it may.
///
/// See ``FollowedShop`` for how long and how much.
@Suite(.serialized) struct FollowedLoadTests {
    @Test func `spoor follow prints what the backend has, each trace once`() async throws {
        let shop = try await FollowedShop()
        let begin = Date.now
        let program = try ChildProcess(
            BuiltProgram.url.path,
            [
                "follow", "--url", "http://127.0.0.1:\(shop.backend.query)", "-o", "ndjson",
                "--last", "1m", "--for", "\(FollowedShop.seconds + 20)s",
            ]
        )
        let lines = try await onOwnThread {
            var lines: [String] = []
            while let line = program.line(containing: "\"traceID\"") { lines.append(line) }
            return lines
        }
        #expect(program.waitForEnd() == 0)
        // The last seconds may not have been looked at when it ended.
        let end = Date.now.addingTimeInterval(-20)
        let printed = try lines.map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require((value as? [String: Any])?["traceID"] as? String)
        }
        #expect(Set(printed).count == printed.count, "each once")
        let held = try await shop.ids(begin, end)
        #expect(!held.isEmpty)
        #expect(held.subtracting(printed).isEmpty, "missed")
        let all = try await shop.ids(begin.addingTimeInterval(-150), .now)
        #expect(Set(printed).subtracting(all).isEmpty, "invented")
        #expect(try await shop.backend.figure("spoor_store_evicted_traces") == 0)
        let counter = try #require(try await shop.backend.figure("spoor_store_traces"))
        #expect(all.count <= counter)
    }

    @Test func `the explorer sees all, finds what is wrong, and stays within its bounds`()
        async throws
    {
        let shop = try await FollowedShop()
        try await followServices(shop)
        try await followTraces(shop)
    }

    private func followServices(_ shop: FollowedShop) async throws {
        let proxy = try CountingProxy(to: shop.backend.query)
        let terminal = try FollowedShop.explorer(proxy.url, rows: 24, columns: 80)
        defer { if !terminal.status.isOver { terminal.signal(SIGKILL) } }
        // What the screen asks before it is followed is another matter.
        try await terminal.wait(for: "last 15m", within: .seconds(120))
        let before = proxy.requests.count
        terminal.type("F")
        try await terminal.wait("slow pod and retry storm", within: .seconds(120)) { screen in
            ["inventory", "payment"].allSatisfy { service in
                (0..<screen.rows).contains {
                    screen.line($0).contains(" \(service) ") && screen.line($0).contains("▲")
                }
            }
        }
        // Calls, errors and three latencies each time.
        let asked = proxy.requests(of: "/api/metrics", after: before).count
        #expect((1...2 * 5).contains(asked), "marked within two refreshes")
        try await watch("services 80×24", terminal, proxy, "/api/metrics", after: before) {
            $0.contains("live") && $0.contains("worse than usual")
        }
    }

    private func followTraces(_ shop: FollowedShop) async throws {
        let proxy = try CountingProxy(to: shop.backend.query)
        let terminal = try FollowedShop.explorer(proxy.url, rows: 50, columns: 200)
        defer { if !terminal.status.isOver { terminal.signal(SIGKILL) } }
        try await terminal.wait(for: "13 services", within: .seconds(120))
        terminal.type(":traces")
        terminal.press(.enter)
        try await terminal.wait(for: "newest first")
        let before = proxy.requests.count
        terminal.type("F")
        try await watch("traces 200×50", terminal, proxy, "/api/v3/trace", after: before) {
            $0.contains("live") && $0.contains("all of the last")
        }
    }

    /// Watches a screen that is followed once it shows all, and says what that costs.
    private func watch(
        _ name: String,
        _ terminal: PseudoTerminal,
        _ proxy: CountingProxy,
        _ path: String,
        after before: Int,
        _ showsAll: @escaping @Sendable (EmulatedScreen) -> Bool
    ) async throws {
        try await terminal.wait("all of \(name)", within: .seconds(120), until: showsAll)
        let begin = ContinuousClock.now
        let start = ProcessUse(terminal.processID)
        let bytes = terminal.received.count
        let asked = proxy.requests(of: path, after: before).count
        // 24 requests a minute are fewer than what a screen that is followed sends.
        let goesOn = await eventually(within: .seconds(120 + 4 * FollowedShop.seconds)) {
            proxy.requests(of: path, after: before).count >= asked + FollowedShop.seconds * 2 / 5
        }
        #expect(goesOn)
        let seconds = max(1, Int(begin.duration(to: .now) / .seconds(1)))
        let end = ProcessUse(terminal.processID)
        let written = terminal.received.count - bytes
        let most = CountingProxy.mostAMinute(proxy.requests(of: path, after: before))
        let honesty = terminal.screen.line(terminal.screen.rows - 2)
        print(
            """
            \(name), \(FollowedShop.rate) spans a second for \(seconds) s: \
            \(Int((end.seconds - start.seconds) * 1000) / seconds) ms of processor and \
            \(written / seconds) B to the terminal a second, \
            \(start.residentMegabytes) → \(end.residentMegabytes) MB resident, \
            at most \(most) requests a minute
                \(honesty.trimmingCharacters(in: .whitespaces))
            """
        )
        #expect((1...30).contains(most))
        #expect(written > 0, "the screen moves")
        #expect(written / seconds < 8000)
        #expect(Double(end.residentMegabytes) < Double(start.residentMegabytes) * 1.5 + 30)
        try await terminal.wait("all of \(name) in the end", within: .seconds(60), until: showsAll)
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
    }
}
