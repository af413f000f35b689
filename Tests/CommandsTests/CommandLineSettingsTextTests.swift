import Foundation
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

@Suite struct CommandLineSettingsTextTests {
    private func settings() throws -> ResolvedSettings {
        let environment = ["HOME": "/home/ada", "SPOOR_TOKEN": "hunter2", "NO_COLOR": "1"]
        let text = """
            default-context: prod
            contexts:
              prod:
                url: https://jaeger.example.com/jaeger
                headers: {X-Team: payments, X-Api-Key: {env: API_KEY}}
                tenant: acme
            zone: utc
            keys: {next-error: [e, F8]}
            columns: {traces: [start, root]}
            """
        let file = try ConfigurationFileParser.parse(
            Array(text.utf8),
            path: "/home/ada/.config/spoor/config.yaml",
            environment: environment
        )
        let flags = try invocation("config --limit 50 --proxy http://me:hunter2@proxy:3128").flags
        return try ResolvedSettings.resolve(flags: flags, environment: environment, file: file)
    }

    @Test func `the table shows value and origin of everything, secrets masked`() throws {
        let table = SettingsText.table(try settings(), usualPath: nil)
        expectGolden(table, named: "config", in: "CommandsTests")
        #expect(!table.contains("hunter2"))
    }

    @Test func `the JSON form says the same`() throws {
        let json = SettingsText.json(try settings(), isOnTerminal: true)
        expectGolden(json, named: "config-json", in: "CommandsTests")
        #expect(!json.contains("hunter2"))
        let line = SettingsText.json(try settings(), isOnTerminal: false)
        #expect(line.split(separator: "\n").count == 1)
        #expect(line.contains(#"{"name":"contexts.prod.cacert","value":null,"origin":"default"}"#))
    }

    @Test func `what a file says cannot act on a terminal`() throws {
        let file = try ConfigurationFileParser.parse(
            Array(#"log: "/tmp/\e]52;c;x\a\u009B2J\u202E""#.utf8),
            path: "/c/config.yaml",
            environment: [:]
        )
        let settings = try ResolvedSettings.resolve(
            flags: FlagValues(),
            environment: [:],
            file: file
        )
        let texts = [
            SettingsText.table(settings, usualPath: nil),
            SettingsText.json(settings, isOnTerminal: true),
        ]
        for text in texts {
            #expect(
                !text.unicodeScalars.contains { [0x1B, 0x07, 0x9B, 0x202E].contains($0.value) }
            )
        }
    }

    @Test func `without a file the table says where it would be`() throws {
        let settings = try ResolvedSettings.resolve(
            flags: FlagValues(),
            environment: [:],
            file: nil
        )
        let table = SettingsText.table(settings, usualPath: "/x/spoor/config.yaml")
        #expect(table.hasPrefix("# no configuration file; it would be /x/spoor/config.yaml\n"))
    }
}
