import Explorer
import Testing

@testable import Commands
@testable import Configuration

@Suite struct ColumnSettingsTests {
    private func choices(_ text: String) throws -> ColumnChoices {
        let file = try ConfigurationFileParser.parse(
            Array(text.utf8),
            path: "/home/ada/.config/spoor/config.yaml",
            environment: [:]
        )
        return try ColumnChoices(file.columns)
    }

    @Test func `configured columns are those of the list`() throws {
        let choices = try choices("columns:\n  traces: [start, root]\n  errors: what\n")
        #expect(choices.columns(of: .traces, as: TraceColumn.self) == [.start, .root])
        #expect(choices.columns(of: .errors, as: ErrorColumn.self) == [.what])
        #expect(choices.columns(of: .services, as: ServiceColumn.self) == nil)
    }

    @Test func `all that is wrong is said, with its line and the nearest name`() {
        #expect {
            try choices("columns:\n  trace: [start]\n  errors: [wht, count]\n  monitor: [zzzzzz]\n")
        } throws: { error in
            "\(error)" == """
                config.yaml:2: `trace` is not a list; did you mean `traces`?
                config.yaml:3: `wht` is not a column of `errors`; did you mean `what`?
                config.yaml:4: `zzzzzz` is not a column of `monitor`; choose one of from, calls, errors, p50, p95
                """
        }
    }

    @Test func `configured columns are for people, and those asked for go before them`()
        async throws
    {
        let reader = StubReader(services: .success(["a"]), operations: [])
        var chosen = ColumnChoices()
        chosen[.services] = ["calls", "name"]
        let columns = chosen
        func text(_ line: String) async throws -> String {
            guard case .data(let request) = try invocation(line, isOnTerminal: false).command else {
                return ""
            }
            let output = GatheredOutput(.pipe)
            _ = try await DataCommand(
                request,
                reader: reader,
                output: output,
                defaults: SearchDefaults(),
                chosenColumns: columns
            ).run()
            return output.text
        }
        #expect(try await text("services") == "SERVICE\na\n")
        #expect(try await text("services -o csv") == "name\na\n")
        #expect(
            try await text("services --columns name,calls")
                == "SERVICE  CALLS/s\na              –\n"
        )
    }
}
