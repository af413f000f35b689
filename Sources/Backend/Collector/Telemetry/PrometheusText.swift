/// Figures in Prometheus' text form, version 0.0.4.
package struct PrometheusText: Sendable {
    package enum Kind: String, Sendable {
        case counter
        case gauge
    }

    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    package private(set) var text = ""
    /// The metric that the text ends with: its series stand together under one heading.
    private var lastName = ""

    package init() {}

    /// Adds a series of a metric; a label's value may be any text.
    package mutating func add(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        labels: [(name: String, value: String)] = [],
        _ value: Double
    ) {
        let shown = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
        if name != lastName { text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n" }
        lastName = name
        text += name
        if !shown.isEmpty { text += "{" + shown.joined(separator: ",") + "}" }
        let isWhole = value == value.rounded() && abs(value) < 1e15
        text += " " + (isWhole ? String(Int64(value)) : value.description) + "\n"
    }

    /// Adds a count.
    package mutating func add(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        labels: [(name: String, value: String)] = [],
        _ value: Int
    ) {
        add(name, kind, help, labels: labels, Double(value))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }
}
