import Explorer
import Testing
import TraceModel

@testable import Commands
@testable import Configuration

@Suite struct CommandLineVariableTests {
    private func command(_ line: String, _ environment: [String: String]) throws -> Command {
        try Invocation.parse(
            line.split(separator: " ").map(String.init),
            environment: environment,
            isOnTerminal: true,
            fileExists: { _ in false },
            contexts: { _ in [] }
        ).command
    }

    private func request(_ line: String, _ environment: [String: String]) throws -> DataRequest {
        guard case .data(let request) = try command(line, environment) else {
            throw CommandLineError("no data")
        }
        return request
    }

    @Test func `every option of every command has a variable, but those for one call`() {
        for option in CommandTable.all.flatMap(\.allOptions) {
            let isForOneCall =
                ["help", "version", "send-credentials", "show-secrets", "archive", "data"]
                .contains(option.name)
            #expect((option.variable == nil) == isForOneCall, "\(option.name)")
        }
        let names = CommandTable.all.flatMap(\.allOptions).compactMap(\.variable)
        #expect(names.contains("SPOOR_OTLP_HTTP") && names.contains("SPOOR_LAST"))
    }

    @Test func `a variable says what its option says`() throws {
        let variables = [
            "SPOOR_OUTPUT": "json", "SPOOR_RAW": "true", "SPOOR_FILE": "a\nb", "SPOOR_COLUMNS": "",
        ]
        let request = try request("trace 4bf92f3577b34da6", variables)
        #expect(request.output == .json)
        #expect(request.files == [.path("a"), .path("b")])
        guard case .trace(_, raw: true, archives: false) = request.subject else {
            throw CommandLineError("not raw")
        }
        guard case .serve(let serve) = try command("serve", ["SPOOR_OTLP_HTTP": "0"]) else {
            throw CommandLineError("no serve")
        }
        #expect(serve.addresses[.otlpHTTP]?.port == 0)
    }

    @Test func `the command line overrides variables`() throws {
        #expect(try request("services -o csv", ["SPOOR_OUTPUT": "json"]).output == .csv)
        let variables = ["SPOOR_LAST": "2h", "SPOOR_ERRORS": "1", "SPOOR_MIN": "5ms"]
        for line in ["traces a --from 12:00", "traces a from=12:00", "traces a last=1h"] {
            guard case .traces(let traces) = try request(line, variables).subject else {
                throw CommandLineError("no traces")
            }
            #expect(traces.options[.last] == nil, "\(line)")
            #expect(traces.options[.error] != nil && traces.options[.minDuration] != nil)
        }
    }

    @Test func `a switch can be off`() throws {
        guard case .services(let rates) = try request("services", ["SPOOR_RATES": "no"]).subject
        else { throw CommandLineError("no services") }
        #expect(!rates)
    }

    @Test(arguments: [
        ("services", ["SPOOR_OUTPUT": "otlp"], "SPOOR_OUTPUT"),
        ("services", ["SPOOR_RATES": "maybe"], "SPOOR_RATES"),
        ("serve", ["SPOOR_MEMORY": "2"], "SPOOR_MEMORY"),
        ("monitor a", ["SPOOR_LAST": "5"], "SPOOR_LAST"),
        ("follow a", ["SPOOR_LAST": "5"], "SPOOR_LAST"),
    ])
    func `a wrong value names its variable`(
        line: String,
        variables: [String: String],
        name: String
    ) throws {
        #expect(throws: CommandLineError.self) { try command(line, variables) }
        do {
            _ = try command(line, variables)
        } catch {
            #expect("\(error)".contains(name), "\(error)")
        }
    }

    @Test func `a misspelt variable is named with its neighbour`() {
        let warnings = OptionVariables.warnings(
            environment: [
                "SPOOR_LIMITS": "5", "SPOOR_URL": "http://a", "SPOOR_PROD_TOKEN": "x", "HOME": "/",
                "SPOOR_OTLP_HTPP": "0", "SPOOR_TOKEN": "s", "SPOOR_XYZZY": "1",
            ],
            other: ["SPOOR_PROD_TOKEN"]
        )
        #expect(
            warnings == [
                "`SPOOR_LIMITS` is not a variable of spoor; did you mean `SPOOR_LIMIT`?",
                "`SPOOR_OTLP_HTPP` is not a variable of spoor; did you mean `SPOOR_OTLP_HTTP`?",
                "`SPOOR_XYZZY` is not a variable of spoor; `spoor man` lists them.",
            ]
        )
    }
}

@Suite struct PastedAddressTests {
    @Test func `--url beside a pasted address is asked, and that is said`() throws {
        let pasted = "http://jaeger.prod/jaeger/trace/4bf92f3577b34da6"
        for line in [
            "trace \(pasted) --url http://127.0.0.1:1", "\(pasted) --url http://127.0.0.1:1",
        ] {
            let invocation = try invocation(line)
            #expect(invocation.flags.last(SettingTable.url)?.value == "http://127.0.0.1:1")
            #expect(
                invocation.remarks == [
                    "--url says where to ask: http://127.0.0.1:1 is asked for the trace of the link to "
                        + "http://jaeger.prod/jaeger."
                ]
            )
        }
        let same = try invocation("trace \(pasted) --url http://jaeger.prod/jaeger/")
        #expect(same.remarks.isEmpty)
    }

    @Test func `two servers are one too many`() {
        #expect(
            refusal("http://me:pw@a/search --url http://b")
                == "`http://••••@a/search` and --url both name a server; give one of them."
        )
    }
}

@Suite struct ExitCodeTests {
    @Test func `each way a source can fail has its code`() {
        #expect(ExitCode(.notFound) == .nothingFound)
        #expect(ExitCode(.invalidQuery) == .wrongUsage)
        #expect(ExitCode(.badCredentials) == .wrongUsage)
        #expect(ExitCode(.unauthorized) == .serverRefused)
        #expect(ExitCode(.refused(status: 500)) == .serverRefused)
        #expect(ExitCode(.malformedAnswer) == .serverRefused)
        #expect(ExitCode(.unreachable) == .cannotConnect)
        #expect(ExitCode(.late) == .cannotConnect)
        #expect(ExitCode(.cancelled) == .interrupted)
    }

    @Test func `files that cannot be read were named wrong, and late ones are late`() {
        #expect(ExitCode(.unreachable, isOfFiles: true) == .wrongUsage)
        #expect(ExitCode(.late, isOfFiles: true) == .cannotConnect)
    }
}
