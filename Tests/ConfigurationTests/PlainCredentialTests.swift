import Testing

@testable import Configuration

@Suite struct PlainCredentialTests {
    private func warnings(
        _ flags: [(String, String)] = [],
        file text: String? = nil,
        mode: Int = 0o600
    ) throws -> [String] {
        var values = FlagValues()
        for (name, value) in flags { values.append(name, value, origin: .flag("--" + name)) }
        let folder = try TemporaryFolder()
        guard let text else { return PlainCredentials.warnings(flags: values, file: nil) }
        let path = try folder.write("config.yaml", text, mode: mode)
        values.append("config", path, origin: .flag("--config"))
        let file = try ConfigurationFile.load(flags: values, environment: [:])
        return PlainCredentials.warnings(flags: values, file: file)
    }

    @Test(arguments: [
        "Authorization: Bearer x", "Cookie: a=b", "X-Api-Key: x", "Proxy-Authorization: Basic x",
        "X-Auth-Token: x", "Grafana-Session: x",
    ])
    func `a credential on the command line is warned of`(header: String) throws {
        let found = try warnings([("header", header)])
        #expect(found.count == 1)
        #expect(found[0].contains("list of processes"))
        #expect(!found[0].contains(header.split(separator: ": ")[1]) || header.hasSuffix(": x"))
    }

    @Test func `what lets nobody in is not`() throws {
        #expect(try warnings([("header", "X-Team: payments")]).isEmpty)
        #expect(try warnings([("proxy", "http://proxy:1")]).isEmpty)
        #expect(try warnings([("proxy", "http://me:pw@proxy:1")]).count == 1)
    }

    private static let file = """
        contexts:
          a:
            url: http://a
            headers: {Authorization: Bearer hunter2, X-Team: payments}
            proxy: http://me:hunter2@proxy:1
          b:
            headers: {Authorization: {env: T}}
        """

    @Test(arguments: [0o644, 0o640, 0o604])
    func `a credential in a file that others can read is warned of`(mode: Int) throws {
        let found = try warnings(file: Self.file, mode: mode)
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.contains("chmod 600") && !$0.contains("hunter2") })
        #expect(found[0].hasPrefix("config.yaml:4: "))
    }

    @Test func `in a private file it is not`() throws {
        #expect(try warnings(file: Self.file).isEmpty)
    }

    @Test(arguments: ["url", "proxy"])
    func `an address that is refused is not repeated`(key: String) {
        let found = problems("contexts: {a: {\(key): 'ftp://me:hunter2@host'}}")
        #expect(found.count == 1)
        #expect(!found[0].contains("hunter2"))
    }
}
