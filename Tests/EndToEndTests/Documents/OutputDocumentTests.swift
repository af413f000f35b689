import Foundation
import TestSupport
import Testing
import WireFormats

/// `docs/output.md`, the schema beside it, and what the program prints say the same.
@Suite struct OutputDocumentTests {
    private static let samples = RepositoryFiles.root.appending(path: "Samples").path

    /// A command, the definition of its document, and that of its lines.
    struct Form: CustomTestStringConvertible, Sendable {
        let words: [String]
        let document: String?
        let line: String
        var testDescription: String { words.joined(separator: " ") }
    }

    /// Asked of a backend with a shop, whose traces have all there is: errors, events, retries.
    static let ofServer = [
        Form(words: ["services"], document: "SERVICES", line: "SERVICE"),
        Form(words: ["services", "--rates"], document: "SERVICES", line: "SERVICE"),
        Form(words: ["operations", "checkout"], document: "OPERATIONS", line: "OPERATION"),
        Form(words: ["traces", "kind=server"], document: "TRACES", line: "SUMMARY"),
        Form(words: ["errors", "--limit", "50"], document: "ERRORS", line: "ERROR"),
        Form(words: ["monitor", "checkout"], document: "MONITOR", line: "SLICE"),
        Form(words: ["follow", "--last", "2m", "--count", "3"], document: nil, line: "FOLLOWED"),
        Form(
            words: ["follow", "--last", "2m", "--count", "3", "--updates"],
            document: nil,
            line: "FOLLOWED"
        ),
        Form(
            words: ["follow", "--summary", "10s", "--last", "2m", "--count", "1"],
            document: nil,
            line: "RATE"
        ),
        Form(
            words: ["follow", "--summary", "10s", "--calls", "--last", "2m", "--count", "1"],
            document: nil,
            line: "RATE"
        ),
    ]

    static let ofFiles = [
        Form(words: ["open", samples], document: "TRACES", line: "SUMMARY"),
        Form(
            words: ["monitor", "checkout", "--file", samples],
            document: "MONITOR",
            line: "SLICE"
        ),
        Form(words: ["errors", "--file", samples], document: "ERRORS", line: "ERROR"),
    ]

    @Test func `what a server's answers become fits the schema`() async throws {
        let schema = try OutputSchema()
        let backend = try RunningBackend(command: "demo", ["--serve", "--seed", "7"])
        let server = ["--url", "http://127.0.0.1:\(backend.query)"]
        // The shop's past is sent first; its rarest failures come last.
        #expect(
            await eventually {
                (try? BuiltProgram.run(["monitor", "checkout"] + server).code) == 0
                    && (try? BuiltProgram.run(["errors", "checkout"] + server).code) == 0
            }
        )
        for form in Self.ofServer { try check(form, server, schema) }
        let found = try run(["traces", "checkout", "--errors", "--limit", "3"] + server, "ndjson")
        for summary in found {
            let id = try #require(summary["traceID"]?.string)
            try checkTrace(id, server, schema)
        }
    }

    @Test func `what files become fits the schema`() throws {
        let schema = try OutputSchema()
        let settings = try JSONValue(
            parsing: BuiltProgram.run(["config", "-o", "json"]).output.utf8
        )
        #expect(schema.faults(of: settings, as: "CONFIG") == [])
        for form in Self.ofFiles { try check(form, [], schema) }
        for summary in try run(["open", Self.samples], "ndjson").prefix(4) {
            let id = try #require(summary["traceID"]?.string)
            try checkTrace(id, ["--file", Self.samples], schema)
        }
    }

    @Test func `the page names every field of the schema, and no others`() throws {
        let page = try String(
            contentsOf: RepositoryFiles.root.appending(path: "docs/output.md"),
            encoding: .utf8
        )
        let named = Set(page.matches(of: /[A-Za-z][A-Za-z0-9_]*/).map { String($0.output) })
        let known = Set(try fields())
        for field in known { #expect(named.contains(field), "\(field) is not in docs/output.md") }
        // A name in code, in a row about one of the objects.
        for row in page.split(separator: "\n") {
            guard let object = row.firstMatch(of: /^\| ([A-Z]+) \|/)?.1, object != "TERM" else {
                continue
            }
            for code in row.matches(of: /`([a-z]+[A-Za-z0-9]*)`/) {
                let name = String(code.1)
                #expect(
                    known.contains(name) || Self.words.contains(name),
                    "\(name), in the row of \(object), is no field"
                )
            }
        }
    }

    /// Other words in code among the rows of objects.
    private static let words: Set = ["metrics", "search", "default"]

    private func check(_ form: Form, _ more: [String], _ schema: OutputSchema) throws {
        if let name = form.document {
            let documents = try run(form.words + more, "json")
            #expect(documents.count == 1)
            for document in documents {
                #expect(schema.faults(of: document, as: name) == [], "\(form.testDescription)")
            }
        }
        let lines = try run(form.words + more, "ndjson")
        #expect(!lines.isEmpty, "\(form.testDescription)")
        for line in lines {
            #expect(schema.faults(of: line, as: form.line) == [], "\(form.testDescription)")
        }
    }

    private func checkTrace(_ id: String, _ more: [String], _ schema: OutputSchema) throws {
        for words in [["trace", id], ["trace", id, "--raw"]] {
            try check(Form(words: words, document: "TRACE", line: "SPAN"), more, schema)
        }
        for (words, document, line) in [
            (["stats"], "STATISTICS", "GROUP"),
            (["stats", "--by", "operation", "--then", "http.route"], "STATISTICS", "GROUP"),
            (["flame"], "FLAME", "BOX"), (["spans", "--sort", "self"], "SPANS", "SPAN"),
            (["graph"], "GRAPH", "CALL"),
        ] {
            let words = [words[0], id] + words.dropFirst()
            try check(Form(words: words, document: document, line: line), more, schema)
        }
        let spans = try run(["trace", id] + more, "ndjson")
        let span = try #require(spans.last?["spanID"]?.string)
        try check(Form(words: ["span", id, span], document: "SPAN", line: "SPAN"), more, schema)
        let find = ["find", id, "duration>=0 or (error)"]
        try check(Form(words: find, document: "FOUND", line: "SPAN"), more, schema)
    }

    private func run(_ words: [String], _ form: String) throws -> [JSONValue] {
        let ending = try BuiltProgram.run(words + ["-o", form])
        #expect(ending.code == 0, "\(words): \(ending.complaints)")
        let texts = form == "json" ? [ending.output[...]] : ending.output.split(separator: "\n")
        return try texts.map { try JSONValue(parsing: $0.utf8) }
    }

    /// The names of all properties in the schema, and the words that values may be.
    private func fields() throws -> [String] {
        func names(_ schema: JSONValue) -> [String] {
            let own = (schema["properties"]?.members ?? []).map(\.key)
            let words = (schema["enum"]?.array ?? []).compactMap(\.string)
            let inner =
                (schema["properties"]?.members ?? []).map(\.value)
                + [schema["items"]].compactMap(\.self)
            return own + words + inner.flatMap(names)
        }
        return try OutputSchema().definitions.flatMap { names($0.value) }
    }
}
