import Testing

@testable import Configuration
import TerminalText

@Suite struct ResolutionTests {
    private static let file = """
        default-context: prod
        contexts:
          prod:
            url: https://jaeger.prod/jaeger/
            tenant: acme
            token: {env: PROD_TOKEN}
            headers: {X-Team: payments}
          dev:
            url: http://localhost:9999
            user: ada
            password: {command: echo hi}
            tenant-header: X-Scope-OrgID
            tenant: t
        theme: light
        zone: utc
        limits: {limit: 50}
        """

    @Test func `without anything the defaults hold`() throws {
        let settings = try resolve()
        #expect(settings.server.url.value.text == "http://localhost:16686")
        #expect(settings.server.url.origin == .default)
        #expect(settings.limit == Resolved(20, .default))
        #expect(settings.utc.value == false)
        #expect(settings.server.authorization == nil)
    }

    @Test func `flag over environment over file over default`() throws {
        let variables = ["SPOOR_THEME": "mono"]
        #expect(try resolve().theme.origin == .default)
        #expect(
            try resolve(file: Self.file).theme
                == Resolved(.light, .file("config.yaml", line: 14))
        )
        #expect(
            try resolve(environment: variables, file: Self.file).theme
                == Resolved(.mono, .environment("SPOOR_THEME"))
        )
        #expect(
            try resolve([("theme", "contrast")], environment: variables, file: Self.file).theme
                == Resolved(.contrast, .flag("--theme"))
        )
    }

    @Test func `every setting has its twin in the environment`() throws {
        let environment = [
            "SPOOR_URL": "http://v", "SPOOR_TENANT": "t", "SPOOR_USER": "u",
            "SPOOR_PASSWORD": "p", "SPOOR_CACERT": "/ca", "SPOOR_CERT": "/c", "SPOOR_KEY": "/k",
            "SPOOR_INSECURE": "1", "SPOOR_PROXY": "socks5h://p:1", "SPOOR_CONNECT_TIMEOUT": "1s",
            "SPOOR_MAX_TIME": "1.5s", "SPOOR_LIMIT": "7", "SPOOR_UTC": "yes",
            "SPOOR_COLOR": "256", "SPOOR_GLYPHS": "ascii", "SPOOR_THEME": "mono",
            "SPOOR_HYPERLINKS": "never",
            "SPOOR_LOG": "/l", "SPOOR_HEADER": "A: 1\nB: 2", "SPOOR_MAX_VALUE": "1kB",
            "SPOOR_MAX_SPAN": "2kB", "SPOOR_MAX_TRACE": "3kB", "SPOOR_MAX_ANSWER": "4kB",
        ]
        let settings = try resolve(environment: environment)
        let covered = settings.report().filter { $0.origin != .default }.map(\.name)
        #expect(
            covered == [
                "contexts.NAME.url", "contexts.NAME.headers.A", "contexts.NAME.headers.B",
                "contexts.NAME.tenant", "contexts.NAME.tenant-header", "contexts.NAME.user",
                "contexts.NAME.password", "contexts.NAME.cacert", "contexts.NAME.cert",
                "contexts.NAME.key", "contexts.NAME.insecure", "contexts.NAME.proxy",
                "limits.limit", "limits.connect-timeout", "limits.max-time", "limits.max-value",
                "limits.max-span", "limits.max-trace", "limits.max-answer", "zone", "color",
                "glyphs", "theme", "hyperlinks", "log",
            ]
        )
        #expect(settings.server.maxTime.value.duration == .milliseconds(1500))
    }

    @Test func `the default context speaks for its server`() throws {
        let settings = try resolve(file: Self.file)
        #expect(settings.context == Resolved("prod", .file("config.yaml", line: 1)))
        #expect(settings.server.url.value.text == "https://jaeger.prod/jaeger")
        #expect(settings.server.tenant?.value == Tenant(header: "x-tenant", name: "acme"))
        #expect(settings.server.headers.map(\.value.description) == ["X-Team: ••••"])
    }

    @Test func `a context's credentials do not follow to another server`() throws {
        let settings = try resolve([("url", "http://elsewhere")], file: Self.file)
        #expect(settings.context == nil)
        #expect(settings.server.authorization == nil)
        #expect(settings.server.headers.isEmpty)
        let variable = try resolve(
            environment: ["SPOOR_URL": "http://elsewhere"],
            file: Self.file
        )
        #expect(variable.server.authorization == nil)
        let overVariable = try resolve(
            [("url", "http://elsewhere")],
            environment: ["SPOOR_CONTEXT": "prod"],
            file: Self.file
        )
        #expect(overVariable.server.authorization == nil)
    }

    @Test func `an address that is a context's own takes that context`() throws {
        let settings = try resolve([("url", "HTTP://LOCALHOST:9999/")], file: Self.file)
        #expect(settings.context?.value == "dev")
        #expect(settings.server.tenant?.value == Tenant(header: "X-Scope-OrgID", name: "t"))
    }

    @Test func `another address named with a context gets its credentials only on request`() throws
    {
        let flags = [("url", "http://tunnel:1"), ("context", "prod")]
        let settings = try resolve(flags, file: Self.file)
        #expect(settings.server.url.value.text == "http://tunnel:1")
        #expect(settings.server.authorization == nil)
        let sent = try resolve(flags + [("send-credentials", "true")], file: Self.file)
        #expect(sent.server.url.value.text == "http://tunnel:1")
        #expect(sent.server.authorization != nil)
    }

    @Test func `a context chosen by flag beats the address in the environment`() throws {
        let settings = try resolve(
            [("context", "dev")],
            environment: ["SPOOR_URL": "http://elsewhere"],
            file: Self.file
        )
        #expect(settings.server.url.value.text == "http://localhost:9999")
        #expect(settings.context?.value == "dev")
    }

    @Test func `an unknown context names the nearest`() {
        #expect(
            refusal([("context", "prd")], file: Self.file)
                == "--context: there is no context `prd`; did you mean `prod`?"
        )
        #expect(
            refusal([("context", "prod")])
                == "--context: there is no context `prod`; none is configured"
        )
    }

    @Test func `headers add up and the higher layer replaces by name`() throws {
        let settings = try resolve(
            [("header", "x-team: search"), ("header", "A: 1")],
            environment: ["SPOOR_HEADER": "A: 0\nB: 2"],
            file: Self.file
        )
        #expect(
            settings.server.headers.map { "\($0.value.name): \($0.value.value.givenText ?? "")" }
                == ["B: 2", "x-team: search", "A: 1"]
        )
    }

    @Test func `an unfit value names its place and what was expected`() {
        #expect(
            refusal(environment: ["SPOOR_LIMIT": "0"])
                == "SPOOR_LIMIT: expected a whole number above 0, found `0`"
        )
        #expect(
            refusal([("url", "jaeger:16686")])
                == "--url: expected an address such as `https://host:16686/base` or `grpc://host:16685`, "
                + "without user and password"
        )
        #expect(refusal([("url", "http://me:hunter2@host")])?.contains("hunter2") == false)
        #expect(refusal([("key", "/k")]) == "--key: a key needs its certificate; add `--cert`")
    }

    @Test func `colour follows what all programs agree on, below our own`() throws {
        #expect(
            try resolve(environment: ["NO_COLOR": "1"], file: "color: '256'").color
                == Resolved(.never, .environment("NO_COLOR"))
        )
        #expect(try resolve(environment: ["NO_COLOR": ""]).color.value == .auto)
        #expect(try resolve(environment: ["CLICOLOR_FORCE": "1"]).color.value == .always)
        #expect(
            try resolve([("color", "16")], environment: ["NO_COLOR": "1"]).color.value == .sixteen
        )
    }
}

@Suite struct CredentialTests {
    @Test func `the higher layer's way to authenticate wins`() throws {
        let file = "default-context: p\ncontexts: {p: {user: ada, password: {env: P}}}"
        let settings = try resolve([("token-file", "/t")], file: file)
        #expect(settings.server.authorization?.value == .bearer(Secret(.file("/t"))))
        let user = try resolve(
            [("user", "bob"), ("password-command", "pw")],
            environment: ["SPOOR_TOKEN": "x"]
        )
        #expect(
            user.server.authorization?.value
                == .basic(user: "bob", password: Secret(.command("pw")))
        )
    }

    @Test func `a flag's user may take its password from the environment`() throws {
        let settings = try resolve([("user", "bob")], environment: ["SPOOR_PASSWORD": "p"])
        #expect(
            settings.server.authorization?.value
                == .basic(
                    user: "bob",
                    password: Secret(.environment("SPOOR_PASSWORD", value: "p"))
                )
        )
    }

    @Test func `contradictions are refused`() {
        #expect(
            refusal([("token-file", "/t"), ("token-command", "c")])
                == "--token-file: --token-command gives the same secret; keep one of them"
        )
        #expect(
            refusal([("token-file", "/t"), ("user", "u"), ("password-file", "/p")])
                == "--token-file: a token and a user (flag --user) are both given; "
                + "keep one of them"
        )
        #expect(refusal([("user", "u")])?.contains("needs a password") == true)
        #expect(
            refusal([("password-file", "/p")])
                == "--password-file: a password needs its user; add `--user`"
        )
    }
}
