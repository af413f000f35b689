import Explorer
import Foundation
import TestSupport
import Testing
import TraceModel

@testable import Commands
@testable import Configuration

@Suite struct CommandLineParsingTests {
    @Test func `options and words come in any order`() throws {
        let lines = [
            "traces checkout error=true --last 1h --errors --min 100ms -o ndjson --tag a=b --tag c=d",
            "--errors --min=100ms --tag a=b --tag=c=d traces -ondjson --last=1h checkout error=true",
        ]
        for line in lines {
            guard case .data(let data) = try invocation(line).command,
                case .traces(let request) = data.subject
            else {
                Issue.record("\(line) is not a search")
                continue
            }
            #expect(request.service == TypedText("checkout", place: "SERVICE"))
            #expect(request.terms == [TypedText("error=true", place: "TERM")])
            #expect(request.options[.last] == [TypedText("1h", place: "--last")])
            #expect(request.options[.minDuration] == [TypedText("100ms", place: "--min")])
            #expect(request.options[.tag]?.map(\.text) == ["a=b", "c=d"])
            #expect(request.options[.error]?.count == 1)
            #expect(data.output == .ndjson)
            #expect(request.options[.maxDuration] == nil)
        }
    }

    @Test func `the order does not hang on POSIXLY_CORRECT`() throws {
        setenv("POSIXLY_CORRECT", "1", 1)
        defer { unsetenv("POSIXLY_CORRECT") }
        guard case .data(let data) = try invocation("services -o json").command else {
            Issue.record("not the command `services`")
            return
        }
        #expect(data.subject == .services(rates: false) && data.output == .json)
    }

    @Test func `settings become flags with their origin`() throws {
        let flags = try invocation("services --url http://a --insecure --header A:1").flags
        #expect(flags.last(SettingTable.url) == Resolved("http://a", .flag("--url")))
        #expect(flags.last(SettingTable.insecure) == Resolved("true", .flag("--insecure")))
        #expect(flags.last(SettingTable.header)?.value == "A:1")
        let twice = try invocation("--limit 1 --limit 2").flags
        #expect(twice.last(SettingTable.limit)?.value == "2")
    }

    @Test func `nothing at all explores the server`() throws {
        guard case .explore(.server) = try invocation("").command else {
            Issue.record("not the explorer")
            return
        }
    }

    @Test func `words without a command are what to explore`() throws {
        func subject(_ line: String) throws -> ExplorerSubject? {
            let found = try invocation(line, files: ["a.json", "b"], contexts: ["prod"])
            guard case .explore(let subject) = found.command else { return nil }
            return subject
        }
        #expect(
            try subject("a.json - b") == .sources([.path("a.json"), .standardInput, .path("b")])
        )
        #expect(try subject("open b nowhere") == .sources([.path("b"), .path("nowhere")]))
        #expect(try subject("prod") == .server)
        let prod = try invocation("prod", contexts: ["prod"])
        #expect(prod.flags.last(SettingTable.context) == Resolved("prod", .argument("prod")))
        #expect(refusal("prod a.json", files: ["a.json"], contexts: ["prod"]) != nil)
    }

    @Test func `a trace's address brings its server`() throws {
        let page = "https://host/jaeger/trace/4bf92f3577b34da6a3ce929d0e0e4736"
        for line in [page, "trace \(page)", "span \(page)?uiFind=00f067aa0ba902b7"] {
            let flags = try invocation(line).flags
            #expect(flags.last(SettingTable.url)?.value == "https://host/jaeger", "\(line)")
        }
    }

    @Test func `a span is named by id or by what points at it`() throws {
        let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        for line in ["span 4bf92f3577b34da6a3ce929d0e0e4736 f067aa0ba902b7", "span \(parent)"] {
            guard case .data(let data) = try invocation(line).command,
                case .span(_, let span, raw: false) = data.subject
            else {
                Issue.record("\(line) is not a span")
                continue
            }
            #expect(span.hex == "00f067aa0ba902b7")
        }
    }

    @Test func `files take the place of the server`() throws {
        guard
            case .data(let data) = try invocation("traces --file a.json --file - --last 1h").command
        else {
            Issue.record("not a search")
            return
        }
        #expect(data.files == [.path("a.json"), .standardInput])
    }

    @Test func `open lists where the explorer cannot draw or a form is asked for`() throws {
        for (line, isOnTerminal) in [("open a.json", false), ("open a.json -o table", true)] {
            guard case .data(let data) = try invocation(line, isOnTerminal: isOnTerminal).command
            else {
                Issue.record("\(line) lists nothing")
                continue
            }
            #expect(data.subject == .everything && data.files == [.path("a.json")])
        }
    }

    @Test func `help and version come before everything else that is right`() throws {
        guard case .help(.traces) = try invocation("traces a b c --help").command,
            case .help(nil) = try invocation("-h").command,
            case .help(.span) = try invocation("help span").command,
            case .version = try invocation("services --version").command
        else {
            Issue.record("help or version is not found")
            return
        }
    }

    @Test func `after two dashes there are only words`() throws {
        guard case .data(let data) = try invocation("operations -- --odd").command,
            case .operations(let service) = data.subject
        else {
            Issue.record("not the command `operations`")
            return
        }
        #expect(service == "--odd")
    }

    @Test(arguments: [
        (
            "servces",
            "`servces` is neither a command, a file, a trace id nor a context; "
                + "did you mean `services`?"
        ),
        (
            "prd",
            "`prd` is neither a command, a file, a trace id nor a context; "
                + "did you mean `prod`?"
        ),
        ("x.json", "There is no file `x.json`."),
        ("--utl x", "`--utl` is not an option of `spoor`; did you mean `--url`?"),
        (
            "traces --errrs",
            "`--errrs` is not an option of `spoor traces`; did you mean `--errors`?"
        ),
        (
            "services --min 5",
            "`--min` is not an option of `spoor services`, but of `spoor traces`."
        ),
        (
            "services --ur http://a",
            "`--ur` is not an option of `spoor services`; "
                + "did you mean `--url`?"
        ),
        (
            "services -x",
            "`-x` is not an option of `spoor services`; "
                + "`spoor services --help` lists all."
        ),
        ("--limit", "`--limit` needs a value: `--limit N`."),
        ("services -o", "`--output` needs a value: `-o, --output FORMAT`."),
        ("--utc=1", "`--utc` is a switch and takes no value."),
        (
            "config -o jso",
            "`jso` is not an output format of `spoor config`, which has table, json; did you mean `json`?"
        ),
        (
            "services -o otlp",
            "`otlp` is not an output format of `spoor services`, which has table, wide, json, ndjson, csv, "
                + "tsv, markdown."
        ),
        (
            "follow -o json",
            "`json` is not an output format of `spoor follow`, which has table, wide, ndjson, csv, tsv, "
                + "markdown; did you mean `ndjson`?"
        ),
        (
            "traces --columns start,rot",
            "`rot` is not a column of `spoor traces`, which has id, start, end, duration, bar, root, "
                + "spans, errors, orphans, services, moved; did you mean `root`?"
        ),
        (
            "operations a --columns calls",
            "`calls` is not a column of `spoor operations`, which has name, kind."
        ),
        (
            "follow --summary 10s --columns root",
            "`root` is not a column of `spoor follow`, which has from, service, calls, errors, p50, "
                + "p95, p99, seen, traces, basis, worse."
        ),
        (
            "span a1 b2 --columns ,",
            "`--columns` takes names of columns; there are part, key, value."
        ),
        (
            "trace a1 --columns id -o otlp",
            "`--columns` chooses columns of lists, and otlp has whole traces; give one of them."
        ),
        (
            "traces a b",
            "`b` is a second service; `spoor traces` takes one, and terms as "
                + "`key=value`."
        ),
        ("trace 0x0", "`0x0` is not a trace id: an id cannot be zero or empty."),
        ("trace 00", "`00` is not a trace id: an id cannot be zero or empty."),
        ("span a1 0", "`0` is not a span id: an id cannot be zero or empty."),
        ("span a1", "`spoor span` needs the span's id: `spoor span TRACE SPAN`."),
        ("find a1", "Missing argument; usage: `spoor find TRACE EXPRESSION`."),
        (
            "find a1 duration>100",
            "`duration>100` is wrong at character 10: expected a length of time such as `500ms`, `5s` or `2m`; "
                + "write `100s`."
        ),
        (
            "find a1 (error",
            "`(error` is wrong at character 7: a ) is missing here; in quotes it is text."
        ),
        ("operations", "Missing argument; usage: `spoor operations SERVICE`."),
        ("services x", "Unexpected argument `x`; usage: `spoor services`."),
        ("completion tcsh", "`tcsh` is not a shell of spoor; choose bash, zsh, fish."),
    ])
    func `what makes no sense is refused with one sentence`(line: String, sentence: String) {
        #expect(refusal(line, contexts: ["prod"]) == sentence)
    }

    @Test func `no arguments crash the parser`() throws {
        let seed: UInt64 = 4
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "-", "--", "-o", "--output", "=", "json", "traces", "span", "--url", "http://a", "a=b",
            "--min=", "-oh", "", "ü", "--utc", "4bf92f3577b34da6", "--header", "x\ty", "-h", "man",
        ]
        for _ in 0..<2_000 {
            let arguments = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                (0..<Int.random(in: 1...2, using: &random))
                    .map { _ in pieces.randomElement(using: &random)! }.joined()
            }
            do {
                _ = try invocation(arguments, contexts: ["prod"])
            } catch {
                #expect(error is CommandLineError, "seed \(seed): \(arguments): \(error)")
                #expect(!"\(error)".contains("\n"), "seed \(seed): \(arguments)")
            }
        }
    }

    @Test func `scans on several threads do not disturb each other`() async {
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let found = try? invocation("traces s\(number) --min \(number)ms")
                    guard case .data(let data) = found?.command,
                        case .traces(let request) = data.subject
                    else { return false }
                    return request.service?.text == "s\(number)"
                        && request.options[.minDuration]?.map(\.text) == ["\(number)ms"]
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
