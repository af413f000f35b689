@testable import TerminalText
import Testing
import TestSupport

@testable import Configuration

@Suite struct ValueTests {
    @Test(arguments: [
        ("500ms", 500), ("5s", 5_000), ("0.5s", 500), ("2m", 120_000),
        ("1h", 3_600_000), ("1m30s", 90_000), ("1d", 86_400_000),
    ])
    func `a time limit is a number with a unit`(text: String, milliseconds: Int) {
        #expect(TimeLimit(text)?.duration == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        "", "s", "-1s", "0", "5", "1 s", "nan", "inf", "1e3", "1.2.3", "9999999h",
    ])
    func `what is no time limit is refused`(text: String) {
        #expect(TimeLimit(text) == nil)
    }

    @Test(arguments: [
        "http://a", "https://a.b:1/c/d", "HTTP://[::1]:16686", "https://a/b%20c",
        "grpc://a:16685", "grpcs://[::1]",
    ])
    func `an address has a scheme and a host`(text: String) {
        #expect(ServerAddress(text)?.text == text)
    }

    @Test(arguments: [
        "", "a", "a:1", "ftp://a", "http://", "http:///x", "http://u:p@a", "http://a?q",
        "http://a#f",
        "http://a b", "http://a\n", "http://:1", "grpc://a/base", "grpc://",
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

    @Test func `every header's value is masked`() throws {
        let team = try #require(HeaderLine("X-Team:  a: b"))
        #expect("\(team)" == "X-Team: ••••")
        #expect(team.value.givenText == "a: b")
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
        let lines = settings.report().filter { $0.origin != .default }.map {
            "\($0.name) = \($0.value ?? "-") (\($0.origin))"
        }
        #expect(
            lines == [
                "contexts.NAME.headers.Cookie = •••• (flag --header)",
                "contexts.NAME.token = •••• from the variable SPOOR_TOKEN (SPOOR_TOKEN)",
                "contexts.NAME.proxy = http://••••@host:1 (flag --proxy)",
                "zone = utc (config.yaml:1)",
                "keys.find = / (config.yaml:2)",
            ]
        )
    }

    @Test func `secrets at hand are shown on request, and none is fetched`() throws {
        let settings = try resolve(
            [("header", "X-Team: a"), ("proxy", "http://me:hunter2@host:1")],
            environment: ["SPOOR_TOKEN": "hunter2"]
        )
        let shown = settings.report(showsSecrets: true).filter { $0.origin != .default }
        #expect(shown.map(\.value) == ["a", "hunter2", "http://me:hunter2@host:1"])
        let command = try resolve([("token-command", "false")]).report(showsSecrets: true)
        #expect(command.contains { $0.value == "•••• from the command `false`" })
    }

    @Test func `what is reported can be written into the file under the same name`() throws {
        let settings = try resolve(file: "contexts: {a: {url: 'http://h'}}\ndefault-context: a")
        for line in settings.report() {
            var keys = line.name.split(separator: ".").map(String.init)
            // What stands elsewhere in a context, and a value that has to be of some kind.
            if ["token", "password", "user"].contains(keys.last) || line.value == nil { continue }
            if keys == ["default-context"] { continue }
            var text = keys.removeLast() + ": '\(line.value ?? "")'"
            for key in keys.reversed() { text = "\(key): {\(text)}" }
            #expect(problems(text) == [], "\(text)")
        }
    }

    @Test func `a flag's name in the file is told its place there`() {
        #expect(
            problems("utc: true")
                == [
                    "config.yaml:1: `utc` is not a setting of the file; write `zone: utc` at the top level"
                ]
        )
        #expect(
            problems("max-time: 5s")
                == [
                    "config.yaml:1: `max-time` is not a setting of the file; its place is `limits.max-time`"
                ]
        )
    }

    @Test func `a number without its unit is told the unit`() {
        #expect(
            refusal([("max-time", "5")])
                == "--max-time: expected a length of time such as `500ms`, `5s` or `2m`, found `5`; write `5s`"
        )
        #expect(
            problems("limits: {max-value: 16}").first?.hasSuffix("found `16`; write `16MB`") == true
        )
    }

    @Test(arguments: [("16MB", 16_000_000), ("1kib", 1024), ("2GiB", 2 << 30), ("7B", 7)])
    func `a size is a number with a unit, and is written back as one`(text: String, bytes: Int) {
        #expect(ByteSize.bytes(text) == bytes)
        #expect(ByteSize.bytes(ByteSize.text(bytes)) == bytes)
    }
}
