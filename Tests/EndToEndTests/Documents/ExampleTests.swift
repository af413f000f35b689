import Foundation
import TestSupport
import Testing

/// Every command line that a document shows is run as it stands, and what it shows as output is compared.
@Suite(.serialized) struct ExampleTests {
    @Test func `every command line that is shown works, and prints what is shown`() async throws {
        let examples = try DocumentedExample.all()
        #expect(examples.count > 30)
        let home = try await ExampleHome()
        defer { home.remove() }
        for example in examples {
            let terminal = try home.start(example.line)
            try await home.finish(terminal, example)
        }
    }
}

/// A home in which the documents' examples can be run: the samples, files and contexts they name, and a backend that
/// stands for every server they name.
private struct ExampleHome {
    private let home: URL
    private let backend: RunningBackend
    private let variables: [String: String]

    /// The hosts that documents use for a server of the reader's.
    private static let hosts = [
        "http://jaeger:16686", "https://jaeger.example/jaeger", "https://jaeger.example.com/jaeger",
    ]

    init() async throws {
        home = FileManager.default.temporaryDirectory.appending(path: "spoor-\(UUID())")
        backend = try RunningBackend(command: "demo", ["--serve", "--seed", "7"])
        variables = [
            "HOME": home.path, "PATH": "\(home.path)/bin:/usr/bin:/bin", "LANG": "C.UTF-8",
            "TERM": "xterm-256color", "TZ": "UTC", "PAGER": "cat", "MANPAGER": "cat",
        ]
        try write(
            """
            default-context: prod
            contexts:
              prod: {url: "\(url)"}
              local: {url: "\(url)"}
            """,
            to: ".config/spoor/config.yaml"
        )
        for name in ["bin/spoor": BuiltProgram.url, "Samples": Self.samples] {
            let link = home.appending(path: name.key)
            try FileManager.default.createDirectory(
                at: link.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: name.value)
        }
        try FileManager.default.copyItem(
            at: Self.samples.appending(path: "orders.otlp.json"),
            to: home.appending(path: "trace.json")
        )
        try FileManager.default.copyItem(
            at: RepositoryFiles.fixture("archives/two.zip"),
            to: home.appending(path: "ticket.zip")
        )
        try FileManager.default.copyItem(at: Self.samples, to: home.appending(path: "old"))
        let kept = try BuiltProgram.run([
            "store", "import", Self.samples.path, "--data", home.appending(path: Self.kept).path,
        ])
        #expect(kept.code == 0, "\(kept.complaints)")
        // The trace that documents name, which the shop never makes.
        let answer = try await backend.send(Array(Self.namedTrace.utf8), type: "application/json")
        #expect(answer.status == 200)
        #expect(
            await eventually {
                let answer = try? await backend.ask("/api/services")
                return answer?.text.contains("checkout") == true
            }
        )
    }

    /// Where traces are kept unless told otherwise, below the home; it stands for every folder of them that documents name.
    private static let kept = ".local/share/spoor/traces"
    private static let samples = RepositoryFiles.root.appending(path: "Samples")
    private var url: String { "http://127.0.0.1:\(backend.query)" }

    private static var namedTrace: String {
        let now = UInt64(Date().timeIntervalSince1970) * 1_000_000_000
        let spans = ["4bf92f3577b34da6a3ce929d0e0e4736", "00000000000000004bf92f3577b34da6"].map {
            """
            {"traceId":"\($0)","spanId":"00f067aa0ba902b7","name":"POST /pay","kind":2,\
            "startTimeUnixNano":"\(now)","endTimeUnixNano":"\(now + 2_000_000_000)",\
            "events":[{"timeUnixNano":"\(now + 1_000_000_000)","name":"retry"}]}
            """
        }.joined(separator: ",")
        return """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":\
            {"stringValue":"checkout"}}]},"scopeSpans":[{"spans":[\(spans)]}]}]}
            """
    }

    private func write(_ text: String, to path: String) throws {
        let file = home.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
    }

    func remove() { try? FileManager.default.removeItem(at: home) }

    /// Runs a line in a shell on a terminal; servers it names are the backend, files it names are there.
    func start(_ line: String, rows: Int = 40, columns: Int = 150) throws -> PseudoTerminal {
        var line = line
        for host in Self.hosts { line = line.replacingOccurrences(of: host, with: url) }
        line = line.replacingOccurrences(
            of: "curl -s URL",
            with: "curl -s file://\(home.path)/trace.json"
        )
        line = line.replacingOccurrences(
            of: "/srv/traces",
            with: home.appending(path: Self.kept).path
        )
        return try PseudoTerminal(
            running: "/usr/bin/env",
            ["-C", home.path, "bash", "-c", line],
            environment: variables,
            rows: rows,
            columns: columns
        )
    }

    /// Waits for the end; leaves the explorer when it has drawn, and stops what never ends once it has printed.
    func finish(_ terminal: PseudoTerminal, _ example: DocumentedExample) async throws {
        let endless = [" follow", " serve", "--serve"].contains { example.line.contains($0) }
        let isUsed = await eventually(within: .seconds(120)) {
            let screen = terminal.screen
            return terminal.status.isOver || screen.contains("? help")
                || endless && !screen.isAlternate && !screen.line(0).isEmpty
        }
        #expect(isUsed, "\(example) neither printed nor ended:\n\(terminal.screen)")
        if terminal.screen.isAlternate {
            terminal.type("Q")
        } else if endless, !terminal.status.isOver {
            terminal.type("\u{3}")
        }
        let status = try await terminal.ended(within: .seconds(120))
        let allowed: [PseudoTerminal.Status] = endless ? [.exited(0), .exited(130)] : [.exited(0)]
        #expect(allowed.contains(status), "\(example) ended with \(status):\n\(terminal.screen)")
        guard !example.output.isEmpty else { return }
        let shown = (0..<terminal.screen.rows).map { terminal.screen.line($0) }
        #expect(
            Self.fits(shown[...], example.output[...]),
            "\(example) printed\n\(shown.joined(separator: "\n"))"
        )
    }

    /// Whether lines are as expected; `…` alone stands for any number of lines.
    private static func fits(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
        guard let first = expected.first else { return lines.allSatisfy(\.isEmpty) }
        let rest = expected.dropFirst()
        if first == "…" {
            return lines.indices.contains { fits(lines[$0...], rest) } || rest.isEmpty
        }
        return lines.first == first && fits(lines.dropFirst(), rest)
    }
}
