import Foundation
import TestSupport
import Testing

/// `spoor demo` as its users run it.
@Suite(.serialized) struct DemoTests {
    /// The explorer of `spoor demo --seed 1` on a terminal, with a home of its own.
    private func demo(rows: Int = 24, columns: Int = 80) throws -> PseudoTerminal {
        let home = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID())")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        return try PseudoTerminal(
            running: BuiltProgram.url.path,
            ["demo", "--seed", "1"],
            environment: [
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home.path,
                "PATH": "/usr/bin:/bin",
            ],
            rows: rows,
            columns: columns
        )
    }

    /// Waits until the last hour is there, which honesty says until then.
    private func waitUntilFilled(_ terminal: PseudoTerminal) async throws {
        try await terminal.wait("all services of a shop that is filled", within: .seconds(120)) {
            $0.contains("13 services · rates from /api/metrics") && !$0.contains("filling in")
        }
    }

    @Test func `a query in a loop is found by keyboard`() async throws {
        let terminal = try demo()
        defer { if !terminal.status.isOver { terminal.signal(SIGKILL) } }
        try await waitUntilFilled(terminal)
        terminal.type("/orders")
        terminal.press(.enter)
        terminal.press(.enter)
        try await terminal.wait(for: "query  service=orders")
        terminal.type("f operation=\"GET /v1/orders\" minDuration=300ms")
        terminal.press(.enter)
        try await terminal.wait("slow lists of orders") {
            // Around midnight times have dates, which leaves roots less room.
            $0.contains("duration terms apply") && $0.contains("frontend-prox")
        }
        // The last of the page: spans of the newest may still be on their way.
        terminal.type("G")
        terminal.press(.enter)
        try await terminal.wait("one row for the statements, and its name") { screen in
            screen.contains("! repeated query ×") && screen.contains("orders SELECT order_ite")
        }
        terminal.type("]")
        try await terminal.wait(for: "Repeated query: orders SELECT order_items runs")
        terminal.press(.enter)
        try await terminal.wait(for: "SELECT sku, amount, price FROM ord")
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
        #expect(terminal.modes == terminal.modesBefore)
    }

    /// What the shop suffers from, by a search for it, what the header calls it, and the sentence that a key says of it.
    private static let troubles = [
        ("service=payment error=true", "retry storm ×", "Retry storm: checkout POST was tried"),
        (
            "service=pricing error=true", "swallowed error in pricing",
            "Swallowed error: pricing apply promotions"
        ),
        ("service=checkout server.address=tax-gateway", "gap of ", "Uninstrumented gap: for "),
        (
            "service=cart host.name=ip-10-64-0-103.eu-central-1.compute.internal",
            "clock skew: cart", "Clock skew: cart"
        ),
    ]

    /// Which of the smells of a trace the screen describes, as in “2 of 3”.
    private static func place(in screen: EmulatedScreen) -> String? {
        (0..<screen.rows).lazy
            .compactMap { screen.line($0).firstMatch(of: /([0-9]+ of [0-9]+):/) }
            .first.map { String($0.1) }
    }

    /// Opens the last trace of the first page of a search: spans of the newest may still be on their way.
    private func openTrace(of query: String, in terminal: PseudoTerminal) async throws {
        terminal.type(":traces \(query) last=15m limit=20")
        terminal.press(.enter)
        try await terminal.wait("traces of \(query)") { $0.contains("newest first") }
        terminal.type("G")
        terminal.press(.enter)
    }

    @Test func `what is wrong in a trace is named in it, and a key goes there`() async throws {
        let terminal = try demo(rows: 24, columns: 120)
        defer { if !terminal.status.isOver { terminal.signal(SIGKILL) } }
        try await waitUntilFilled(terminal)
        for (query, header, sentence) in Self.troubles {
            try await openTrace(of: query, in: terminal)
            try await terminal.wait("the header names “\(header)”") { screen in
                screen.line(2).contains(header)
            }
            // One key at a time: a key typed before the sentence of the last one stands would walk past it.
            for _ in 0..<8 where !terminal.screen.contains(sentence) {
                let before = Self.place(in: terminal.screen)
                terminal.type("]")
                try await terminal.wait("] goes on from \(before ?? "no smell")") { screen in
                    Self.place(in: screen).map { $0 != before } ?? false
                }
            }
            #expect(terminal.screen.contains(sentence))
            terminal.press(.escape)
            terminal.press(.escape)
        }
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
    }

    /// What makes the shop slow, by a search for it, the keys that lead from its trace to the reason, and what then stands on one screen.
    private static let slowness = [
        (
            "service=inventory operation=shop.Inventory/CheckStock minDuration=60ms service.version=2.8.0",
            ["S", "\r"],
            [
                "inventory acquire connection",
                #" inventory 2\.8\.0 · inventory-[0-9a-z]+-[0-9a-z]+"#,
            ]
        ),
        (
            "service=catalog operation=shop.Catalog/GetProduct minDuration=120ms app.cache.hit=false",
            ["S", "p", "\r"],
            [
                "catalog shop.Catalog/GetProduct", #"app\.cache\.hit +false"#,
                #" catalog [0-9.]+ · catalog-[0-9a-z]+-[0-9a-z]+"#,
            ]
        ),
    ]

    @Test func `a slow span stands beside its pod, its version and what its cache did`()
        async throws
    {
        let terminal = try demo(rows: 24, columns: 120)
        defer { if !terminal.status.isOver { terminal.signal(SIGKILL) } }
        try await waitUntilFilled(terminal)
        for (query, keys, patterns) in Self.slowness {
            try await openTrace(of: query, in: terminal)
            try await terminal.wait(for: "critical path")
            for key in keys { terminal.type(key) }
            try await terminal.wait("\(patterns) beside each other") { screen in
                let lines = (0..<screen.rows).map { screen.line($0) }
                return patterns.allSatisfy { pattern in
                    lines.contains {
                        $0.range(of: pattern, options: .regularExpression) != nil
                    }
                }
            }
            for _ in 0..<3 { terminal.press(.escape) }
        }
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
    }

    /// The selected row that stands lowest: that of the details, where they are shown.
    private static func selected(in screen: EmulatedScreen) -> String {
        (0..<screen.rows).reversed().lazy.map { screen.line($0) }.first { $0.hasPrefix("▌") } ?? ""
    }

    @Test func `an attribute found beside a slow span becomes a column of all spans`() async throws
    {
        let terminal = try demo(rows: 24, columns: 120)
        defer { if !terminal.status.isOver { terminal.signal(SIGKILL) } }
        try await waitUntilFilled(terminal)
        try await openTrace(of: Self.slowness[1].0, in: terminal)
        try await terminal.wait(for: "critical path")
        // The parent of the slowest, its details, and in these its attribute: ten keys at most.
        terminal.type("Spd")
        try await terminal.wait(for: "app.cache.hit")
        // What it is compared with comes later, and moves the rows below it.
        try await terminal.wait(for: " like it")
        terminal.type("\t")
        for _ in 0..<4 where !Self.selected(in: terminal.screen).contains("app.cache.hit") {
            let before = Self.selected(in: terminal.screen)
            terminal.type("j")
            try await terminal.wait("j goes down") { Self.selected(in: $0) != before }
        }
        terminal.type("as")
        try await terminal.wait(for: "APP.CACHE.HIT")
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
    }

    @Test func `where failures began is one command away`() async throws {
        let terminal = try demo(rows: 50, columns: 200)
        defer { if !terminal.status.isOver { terminal.signal(SIGKILL) } }
        try await waitUntilFilled(terminal)
        terminal.type(":errors checkout")
        terminal.press(.enter)
        try await terminal.wait(for: "payment POST /v1/charges", within: .seconds(60))
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
    }

    @Test func `what is worse than usual is marked as soon as it is followed`() async throws {
        let terminal = try demo()
        defer { if !terminal.status.isOver { terminal.signal(SIGKILL) } }
        try await waitUntilFilled(terminal)
        terminal.type("F")
        try await terminal.wait("the slow pod and the retry storm") { screen in
            let lines = (0..<screen.rows).map { screen.line($0) }
            // So few are charged that it takes some minutes to tell that more fail than usual.
            return lines.contains { $0.contains(" inventory ") && $0.contains("▲") }
                && lines.contains { $0.contains(" payment ") && $0.contains(/[✗▲] +[1-9]/) }
        }
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
    }

    @Test func `new traces keep coming, and R asks for them`() async throws {
        let terminal = try demo()
        defer { if !terminal.status.isOver { terminal.signal(SIGKILL) } }
        try await waitUntilFilled(terminal)
        terminal.type("/^frontend-proxy")
        terminal.press(.enter)
        terminal.press(.enter)
        let before = try await terminal.wait(for: "20 traces, limit hit").line(8)
        let isNewer = await eventually {
            terminal.type("R")
            return
                (try? await terminal.wait("a newer trace", within: .seconds(2)) {
                    $0.contains("20 traces, limit hit") && $0.line(8) != before
                }) != nil
        }
        #expect(isNewer)
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
    }

    @Test func `without a terminal the services of the last hour are listed`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "causes-\(UUID()).json")
        defer { try? FileManager.default.removeItem(at: file) }
        let ending = try BuiltProgram.run(["demo", "--seed", "1", "--manifest", file.path])
        #expect(ending.code == 0)
        let lines = ending.output.split(separator: "\n")
        #expect(lines.count == 14)
        #expect(lines.first?.hasPrefix("SERVICE") == true)
        let manifest = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        let troubles = (manifest as? [String: Any])?["troubles"] as? [[String: Any]]
        #expect(
            Set(troubles?.compactMap { $0["name"] as? String } ?? []) == [
                "n-plus-one", "retry-storm", "slow-pod", "swallowed-error", "cold-cache",
                "clock-skew", "uninstrumented-gap",
            ]
        )
    }

    @Test func `shop and backend alone account for every span when they end`() async throws {
        let program = try ChildProcess(
            BuiltProgram.url.path,
            [
                "demo", "--serve", "--rate", "200", "--otlp-grpc", "0", "--otlp-http", "0",
                "--collector-grpc", "0", "--query-grpc", "0",
                "--query", "0",
                "--metrics", "0", "--health", "0",
            ]
        )
        let line = try #require(program.line(containing: "listening query 127.0.0.1:"))
        let port = try #require(Int(line.split(separator: ":").last ?? ""))
        let client = LoopbackClient()
        let isThere = await eventually {
            let answer = try? await client.get("/api/v3/services", port: port)
            return answer?.text.contains("fraud-detection") ?? false
        }
        #expect(isThere)
        program.interrupt()
        let closed = try #require(program.line(containing: "the shop is closed"))
        let stopped = try #require(program.line(containing: "stopped"))
        #expect(program.waitForEnd() == 0)
        let sent = figures(closed)
        let kept = figures(stopped)
        let total = ["accepted", "refused", "failed", "dropped"].reduce(0) { $0 + (sent[$1] ?? 0) }
        // What waited for its pod's next request when the shop was closed is in none of them.
        #expect((sent["made"] ?? 0) >= total, "\(closed)")
        #expect(kept["received"] == kept["stored"], "\(stopped)")
        #expect((kept["received"] ?? 0) >= (sent["accepted"] ?? .max), "\(closed) · \(stopped)")
    }

    /// The `name=number` words of a line of the log.
    private func figures(_ line: String) -> [String: Int] {
        let pairs = line.split(separator: " ").compactMap { word -> (String, Int)? in
            let parts = word.split(separator: "=")
            guard parts.count == 2, let number = Int(parts[1]) else { return nil }
            return (String(parts[0]), number)
        }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }
}
