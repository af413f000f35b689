import TraceAnalysis
import TraceModel

extension ScriptedSource {
    /// Names and values that are wide, combined, written from right to left, or meant to do harm.
    package static var hostile: ScriptedSource {
        var source = ScriptedSource()
        source.services = [
            "\u{1B}[2Jcleared", "a\rb\u{7}", "e\u{301}\u{302}\u{303}\u{304}clair",
            "zero\u{200B}width", "\u{202E}evil", "שלום", "漢字かな交じり文の名前",
            "👩‍👩‍👧‍👦 family",
        ]
        source.operations = Dictionary(
            uniqueKeysWithValues: source.services.map {
                ($0, [Operation(name: "op of \($0)", kind: nil)])
            }
        )
        source.traces = [hostileTrace]
        source.description = SourceDescription(label: "jaeger\u{1B}[31m 2.20")
        return source
    }

    private static let hostileTrace = Trace.make(epoch: TraceSketch.defaultEpoch) {
        $0.span("漢字かな交じり文 GET", 0..<100, id: "root", service: "漢字サービス名")
        let names = [
            "\u{1B}[2J\u{1B}[1;1Hboo", "a\rb\nc\td\u{7}", "\u{202E}evil\u{202C} good",
            "zero\u{200B}\u{FEFF}width", "e\u{301}\u{302}\u{303}clair", "שלום עולם", "👩‍👩‍👧‍👦",
            String(repeating: "long ", count: 100), "",
        ]
        for (number, name) in names.enumerated() {
            let start = Double(number) * 10
            $0.span(
                name,
                start..<start + 15,
                id: "child \(number)",
                parent: "root",
                service: number == 3 ? name : "svc\(number)",
                attributes: [:]
            ) { span in
                span.attributes = [Attribute(key: name, value: .string(name))]
                span.events = [
                    EventSketch(
                        name: name,
                        time: span.start,
                        attributes: [Attribute(key: name, value: .string(name))]
                    )
                ]
                span.warnings = [name]
            }
        }
    }
}
