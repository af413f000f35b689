@testable import TerminalText
import Testing
import TestSupport

@testable import Configuration

@Suite struct ValueTests {
    @Test(arguments: [
        ("500ms", 500), ("5s", 5_000), ("5", 5_000), ("0.5s", 500), ("2m", 120_000),
        ("1h", 3_600_000),
    ])
    func `a time limit is a number with a unit`(text: String, milliseconds: Int) {
        #expect(TimeLimit(text)?.duration == .milliseconds(milliseconds))
    }

    @Test(arguments: ["", "s", "-1s", "0", "1d", "1 s", "nan", "inf", "1e3", "1.2.3", "9999999h"])
    func `what is no time limit is refused`(text: String) {
        #expect(TimeLimit(text) == nil)
    }

    @Test(arguments: [
        "http://a", "https://a.b:1/c/d", "HTTP://[::1]:16686", "https://a/b%20c",
    ])
    func `an address has a scheme and a host`(text: String) {
        #expect(ServerAddress(text)?.text == text)
    }

    @Test(arguments: [
        "", "a", "a:1", "ftp://a", "http://", "http:///x", "http://u:p@a", "http://a?q",
        "http://a#f",
        "http://a b", "http://a\n", "http://:1",
    ])
    func `what is no address is refused`(text: String) {
        #expect(ServerAddress(text) == nil)
    }

    @Test func `servers are the same whatever their spelling`() throws {
        let plain = try #require(ServerAddress("https://jaeger/base"))
        for other in ["https://JAEGER/base/", "HTTPS://jaeger:443/base"] {
            #expect(plain.isSameServer(as: try #require(ServerAddress(other))))
        }
        for other in ["http://jaeger/base", "https://jaeger/Base", "https://jaeger:1/base"] {
            #expect(!plain.isSameServer(as: try #require(ServerAddress(other))))
        }
    }

    @Test func `a proxy's password is masked`() throws {
        let proxy = try #require(ProxyAddress("http://me:hunter2@host:3128"))
        #expect(proxy.address.contains("hunter2"))
        #expect("\(proxy)" == "http://••••@host:3128")
        #expect(!String(reflecting: proxy).contains("hunter2"))
        #expect(ProxyAddress("socks4://host") == nil)
        #expect("\(ProxyAddress("socks5h://host:1080")!)" == "socks5h://host:1080")
    }

    @Test func `headers that let someone in are masked`() throws {
        #expect("\(try #require(HeaderLine("X-Team:  a: b")))" == "X-Team: a: b")
        #expect("\(try #require(HeaderLine("Authorization: Bearer x")))" == "Authorization: ••••")
        #expect("\(try #require(HeaderLine("x-api-key: x")))" == "x-api-key: ••••")
        #expect(HeaderLine("no colon") == nil)
        #expect(HeaderLine(": empty") == nil)
    }

    @Test func `the nearest name is found and nothing far is`() {
        let names = ["theme", "glyphs", "connect-timeout", "url", "traces", "trace"]
        #expect(NearestName.of("theem", among: names) == "theme")
        #expect(NearestName.of("conect-timout", among: names) == "connect-timeout")
        #expect(NearestName.of("trcae", among: names) == "trace")
        #expect(NearestName.of("conn", among: names) == "connect-timeout")
        #expect(NearestName.of("frobnicate", among: names) == nil)
        #expect(NearestName.of("x", among: ["y"]) == nil)
    }

    @Test func `edit distance is a metric's look-alike`() {
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        func word() -> [Character] {
            (0..<Int.random(in: 0...6, using: &random)).map { _ in
                "abc".randomElement(using: &random)!
            }
        }
        for _ in 0..<500 {
            let (first, second) = (word(), word())
            let there = NearestName.distance(first, second)
            #expect(there == NearestName.distance(second, first), "seed \(seed)")
            #expect((there == 0) == (first == second), "seed \(seed)")
            #expect(there <= max(first.count, second.count), "seed \(seed)")
            #expect(there >= abs(first.count - second.count), "seed \(seed)")
        }
    }

    @Test func `every setting's twin and flag is its own`() {
        let names = SettingTable.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(SettingTable.connectTimeout.variable == "SPOOR_CONNECT_TIMEOUT")
        for setting in SettingTable.all {
            #expect((setting.metavar == nil) == (setting.kind == .toggle), "\(setting.name)")
        }
    }
}

@Suite struct SettingReportTests {
    @Test func `the report masks secrets and names origins`() throws {
        let settings = try resolve(
            [("header", "Cookie: hunter2"), ("proxy", "http://me:hunter2@host:1")],
            environment: ["SPOOR_TOKEN": "hunter2"],
            file: "zone: utc\nkeys: {find: /}"
        )
        let lines = settings.report.filter { $0.origin != .default }.map {
            "\($0.name) = \($0.value ?? "-") (\($0.origin))"
        }
        #expect(
            lines == [
                "header = Cookie: •••• (flag --header)",
                "authorization = bearer •••• from the variable SPOOR_TOKEN (SPOOR_TOKEN)",
                "proxy = http://••••@host:1 (flag --proxy)",
                "utc = true (config.yaml:1)",
                "keys.find = / (config.yaml:2)",
            ]
        )
    }
}
