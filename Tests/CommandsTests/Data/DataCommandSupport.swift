import Explorer
import TerminalText
import TestSupport
import TraceModel

@testable import Commands
import PlainText

/// Gathers what a command prints.
final class GatheredOutput: DataOutput {
    let style: OutputStyle
    private(set) var bytes: [UInt8] = []
    private(set) var pieces = 0
    private(set) var remarks: [String] = []
    /// Pieces taken before the reader leaves.
    let patience: Int

    init(_ style: OutputStyle, patience: Int = .max) {
        self.style = style
        self.patience = patience
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    func write(_ bytes: [UInt8]) -> Bool {
        guard pieces < patience else { return false }
        pieces += 1
        self.bytes += bytes
        return true
    }

    var isRead: Bool { pieces < patience }

    func remark(_ sentence: String) { remarks.append(sentence) }
}

extension OutputStyle {
    /// 2026-01-01T00:30:00Z, half an hour after the sketches' epoch.
    private static let now = Timestamp(nanoseconds: TraceSketch.defaultEpoch + 1_800_000_000_000)

    static let pipe = OutputStyle(columns: nil, glyphs: .unicode, zone: .utc, now: now)

    static func terminal(_ columns: Int) -> OutputStyle {
        OutputStyle(columns: columns, glyphs: .unicode, zone: .utc, now: now)
    }

    static let plain = OutputStyle(columns: 80, glyphs: .ascii, zone: .utc, now: now)
}

/// What came of a command line.
struct Printed {
    let code: ExitCode
    let output: GatheredOutput

    var text: String { output.text }
    var remarks: [String] { output.remarks }
}

/// Runs a command line against a source.
func printed(
    _ line: String,
    from reader: some TraceReader,
    _ style: OutputStyle = .pipe,
    patience: Int = .max
) async throws -> Printed {
    guard case .data(let request) = try invocation(line, isOnTerminal: false).command else {
        throw CommandLineError("`\(line)` prints no data")
    }
    let output = GatheredOutput(style, patience: patience)
    let command = DataCommand(
        request,
        reader: reader,
        output: output,
        defaults: SearchDefaults()
    )
    return Printed(code: try await command.run(), output: output)
}

/// A shop's order: an error that came up, an orphan, repeated keys, an event, a link, hostile text.
let orderTrace = Trace.make(id: .named("order")) { sketch in
    sketch.span(
        "POST /checkout",
        0..<120,
        service: "frontend",
        kind: .server,
        attributes: ["http.request.method": "POST", "retries": 3, "ratio": 0.5],
        resource: ["host.name": "web-1"]
    )
    sketch.span(
        "PlaceOrder",
        10..<100,
        parent: "POST /checkout",
        service: "checkout",
        kind: .client
    )
    sketch.span(
        "Charge",
        20..<90,
        parent: "PlaceOrder",
        service: "payment",
        kind: .server,
        error: true,
        attributes: ["note": "\u{1B}[31mred\u{9B}0m \u{202E}gnp", "twice": 1, "twice": "two"]
    ) { span in
        span.statusMessage = "card\ndeclined"
        span.scopeName = "bank"
        span.scopeVersion = "1.2"
        span.traceState = "a=b"
        span.dropped.attributes = 2
        span.warnings = ["clock moved"]
    }
    sketch.event(
        "exception",
        at: 88,
        ["exception.message": "no funds", "exception.stacktrace": "at a\n\tat b"]
    )
    sketch.link(to: "other", trace: "elsewhere", type: .followsFrom)
    sketch.span("Ship", 60..<80, parent: "lost", service: "shipping")
}
