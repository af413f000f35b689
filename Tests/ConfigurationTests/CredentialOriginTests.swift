import Testing

@testable import Configuration

/// Credentials go to the origin that they were given for, and nowhere else.
@Suite struct CredentialOriginTests {
    private static let file = """
        contexts:
          prod:
            url: https://jaeger.prod/jaeger
            tenant: acme
            token: {env: PROD_TOKEN}
            headers: {X-Team: payments}
            cacert: /ca.pem
            cert: /c.pem
            key: /k.pem
            insecure: true
            proxy: http://me:hunter2@proxy:1
          stage:
            url: https://jaeger.prod/stage
            tenant: stage
          bare:
            tenant: anywhere
        """

    /// Settings for flags, with a pasted address.
    private func settings(
        _ flags: [(String, String)] = [],
        pasted: String? = nil,
        environment: [String: String] = [:],
        file: String? = file
    ) throws -> ResolvedSettings {
        var values = FlagValues()
        for (name, value) in flags { values.append(name, value, origin: .flag("--" + name)) }
        if let pasted { values.append("url", pasted, origin: .argument(pasted)) }
        return try ResolvedSettings.resolve(
            flags: values,
            environment: environment,
            file: try file.map { try parse($0, environment: environment) }
        )
    }

    private func expectNothingSent(
        _ settings: ResolvedSettings,
        location: SourceLocation = #_sourceLocation
    ) {
        let server = settings.server
        #expect(server.authorization == nil, sourceLocation: location)
        #expect(server.headers.isEmpty, sourceLocation: location)
        #expect(server.tenant == nil, sourceLocation: location)
        #expect(server.cacert == nil && server.cert == nil, sourceLocation: location)
        #expect(server.key == nil, sourceLocation: location)
        #expect(!server.insecure.value, sourceLocation: location)
        #expect(
            server.proxy.map { !$0.value.address.contains("hunter2") } ?? true,
            sourceLocation: location
        )
        #expect(!settings.leftOut.isEmpty, sourceLocation: location)
    }

    @Test(arguments: [
        "http://jaeger.prod", "https://jaeger.prod:444", "https://evil", "http://[::1]:1",
    ])
    func `a pasted address of another origin gets nothing`(address: String) throws {
        for (flags, environment) in [
            ([("context", "prod")], [:]),
            ([], ["SPOOR_CONTEXT": "prod"]),
            (
                [
                    ("token-file", "/t"), ("header", "A: 1"), ("tenant", "t"), ("insecure", "true"),
                    ("cacert", "/ca"), ("cert", "/c"), ("key", "/k"),
                    ("proxy", "http://me:hunter2@proxy:1"),
                ], [:]
            ),
            (
                [],
                [
                    "SPOOR_TOKEN": "s", "SPOOR_HEADER": "A: 1", "SPOOR_TENANT": "t",
                    "SPOOR_INSECURE": "1", "SPOOR_PROXY": "http://me:hunter2@proxy:1",
                ]
            ),
            ([("user", "u"), ("password-file", "/p")], [:]),
            ([], ["SPOOR_URL": "http://mine", "SPOOR_TOKEN": "s"]),
        ] as [([(String, String)], [String: String])] {
            let settings = try settings(flags, pasted: address, environment: environment)
            #expect(settings.server.url.value.text == address)
            expectNothingSent(settings)
        }
        let byDefault = try settings(pasted: address, file: "default-context: prod\n" + Self.file)
        expectNothingSent(byDefault)
    }

    @Test func `an explicit address of another origin gets what flags say, and nothing else`()
        throws
    {
        let environment = ["SPOOR_TOKEN": "s", "SPOOR_TENANT": "t"]
        let settings = try settings(
            [("url", "http://other"), ("header", "A: 1"), ("context", "prod")],
            environment: environment
        )
        #expect(settings.server.headers.map(\.value.name) == ["A"])
        #expect(settings.server.authorization == nil && settings.server.tenant == nil)
        #expect(
            settings.leftOut.map(\.description) == [
                "SPOOR_TOKEN and SPOOR_TENANT are for https://jaeger.prod and left out, since "
                    + "http://other is asked; --send-credentials sends them there for this call.",
                "The context `prod` is for https://jaeger.prod and left out, since http://other is "
                    + "asked; --send-credentials sends it there for this call.",
            ]
        )
    }

    @Test func `a flag for one call sends them`() throws {
        let settings = try settings(
            [("context", "prod"), ("send-credentials", "true")],
            pasted: "http://other",
            environment: ["SPOOR_HEADER": "A: 1"]
        )
        #expect(settings.server.url.value.text == "http://other")
        #expect(settings.server.authorization != nil)
        #expect(settings.server.headers.map(\.value.name) == ["X-Team", "A"])
        #expect(settings.leftOut.isEmpty)
        #expect(
            !SettingTable.sendCredentials.hasVariable && SettingTable.sendCredentials.key == nil
        )
    }

    @Test func `the same origin gets them, whatever the spelling and the page`() throws {
        for address in ["https://jaeger.prod/jaeger", "HTTPS://JAEGER.PROD:443/jaeger"] {
            let settings = try settings(pasted: address)
            #expect(settings.context?.value == "prod")
            #expect(settings.server.authorization != nil)
        }
        let chosen = try settings([("context", "prod")], pasted: "https://jaeger.prod/other")
        #expect(chosen.context?.value == "prod")
        let nearer = try settings(
            pasted: "https://jaeger.prod/stage",
            file: "default-context: prod\n" + Self.file
        )
        #expect(nearer.context?.value == "stage")
    }

    @Test func `variables are for the server in effect without a pasted address`() throws {
        let token = ["SPOOR_TOKEN": "s"]
        #expect(try settings(environment: token).server.authorization != nil)
        #expect(
            try settings([("context", "prod")], environment: token).server.authorization?.origin
                == .environment("SPOOR_TOKEN")
        )
        let local = try settings(pasted: "http://LOCALHOST:16686", environment: token)
        #expect(local.server.authorization != nil)
        let mine = try settings(
            pasted: "http://mine/trace",
            environment: token.merging(["SPOOR_URL": "http://mine/base"]) { $1 }
        )
        #expect(mine.server.authorization != nil)
    }

    @Test func `a context chosen over a variable's server does not get the variable's token`()
        throws
    {
        let settings = try settings(
            [("context", "prod")],
            environment: ["SPOOR_URL": "http://mine", "SPOOR_TOKEN": "s"]
        )
        #expect(settings.server.url.value.text == "https://jaeger.prod/jaeger")
        // Its own is used instead.
        #expect(
            settings.server.authorization?.value
                == .bearer(Secret(.environment("PROD_TOKEN", value: nil)))
        )
        #expect(settings.leftOut.map(\.names) == [["SPOOR_TOKEN"]])
    }

    @Test func `a context without an address is for the server named with it`() throws {
        let named = try settings([("context", "bare"), ("url", "http://other")])
        #expect(named.server.tenant?.value.name == "anywhere")
        let pasted = try settings([("context", "bare")], pasted: "http://other")
        #expect(pasted.server.tenant == nil && !pasted.leftOut.isEmpty)
    }

    @Test func `an address that asks for nothing of ours is said nothing of`() throws {
        #expect(try settings(pasted: "http://other").leftOut.isEmpty)
        #expect(try settings([("url", "http://other")], file: nil).leftOut.isEmpty)
    }
}
