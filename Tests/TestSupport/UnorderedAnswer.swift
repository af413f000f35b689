import Foundation

/// An answer with traces, taken apart into statements whose order does not count: one a field of a span, a
/// tag, a reference, an event, a warning.
package struct UnorderedAnswer {
    package struct Statement: Hashable, Comparable {
        /// What it is about, such as `tag dup`; names of differences are made of it.
        package var field: String
        /// Which span says what of it.
        package var text: String

        package static func < (left: Statement, right: Statement) -> Bool {
            (left.field, left.text) < (right.field, right.text)
        }
    }

    /// How often each is said.
    private var counts: [Statement: Int] = [:]

    package init(legacy answer: [String: Any]) {
        say("answer", "", answer, without: ["data"])
        for trace in answer["data"] as? [[String: Any]] ?? [] {
            let processes = trace["processes"] as? [String: [String: Any]] ?? [:]
            say("trace", "", trace, without: ["spans", "processes"])
            for span in trace["spans"] as? [[String: Any]] ?? [] {
                let name = Self.name(span["spanID"], span["operationName"])
                let lists = ["references", "tags", "warnings", "logs", "processID"]
                say("span", name, span, without: lists)
                say("reference", name, all: span["references"])
                say("tag", name, all: span["tags"])
                say("warning", name, all: span["warnings"])
                for log in span["logs"] as? [[String: Any]] ?? [] {
                    let event = name + " at " + Self.text(log["timestamp"])
                    say("log", event, log, without: ["fields"])
                    say("log field", event, all: log["fields"])
                }
                let process = processes[span["processID"] as? String ?? ""] ?? [:]
                say("process", name, process, without: ["tags"])
                say("process tag", name, all: process["tags"])
            }
        }
    }

    package init(v3 answer: [String: Any]) {
        let result = answer["result"] as? [String: Any] ?? [:]
        say("answer", "", answer, without: ["result"])
        say("result", "", result, without: ["resourceSpans"])
        for resourceSpans in result["resourceSpans"] as? [[String: Any]] ?? [] {
            for scopeSpans in resourceSpans["scopeSpans"] as? [[String: Any]] ?? [] {
                for span in scopeSpans["spans"] as? [[String: Any]] ?? [] {
                    let name = Self.name(span["spanId"], span["name"])
                    say("resource spans", name, resourceSpans, without: ["scopeSpans", "resource"])
                    say("resource", name, withAttributes: resourceSpans["resource"])
                    say("scope spans", name, scopeSpans, without: ["spans", "scope"])
                    say("scope", name, withAttributes: scopeSpans["scope"])
                    var rest = span
                    for event in rest.removeValue(forKey: "events") as? [[String: Any]] ?? [] {
                        let time = Self.text(event["timeUnixNano"])
                        say("event", "\(name) at \(time)", withAttributes: event)
                    }
                    for link in rest.removeValue(forKey: "links") as? [[String: Any]] ?? [] {
                        let target = Self.text(link["spanId"])
                        say("link", "\(name) to \(target)", withAttributes: link)
                    }
                    say("span", name, withAttributes: rest)
                }
            }
        }
    }

    /// What one says and the other does not: the text begins with `+` for what stands here alone, with `-` for
    /// the rest.
    package func differences(from other: UnorderedAnswer) -> [Statement] {
        counts.merging(other.counts.mapValues { -$0 }, uniquingKeysWith: +)
            .filter { $0.value != 0 }
            .map { statement, count in
                Statement(
                    field: statement.field,
                    text: (count > 0 ? "+ " : "- ") + statement.text
                )
            }
            .sorted()
    }

    private static func name(_ id: Any?, _ name: Any?) -> String { "\(text(id)) \(text(name))" }

    private static func text(_ value: Any?) -> String {
        guard let value else { return "-" }
        let options: JSONSerialization.WritingOptions = [
            .sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes,
        ]
        let data = try? JSONSerialization.data(withJSONObject: value, options: options)
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    private mutating func say(_ field: String, _ text: String) {
        counts[Statement(field: field, text: text), default: 0] += 1
    }

    /// One statement a key.
    private mutating func say(
        _ field: String,
        _ subject: String,
        _ value: [String: Any],
        without: [String]
    ) {
        say(field, subject)
        for (key, value) in value where !without.contains(key) {
            say("\(field) \(key)", "\(subject) \(Self.text(value))")
        }
    }

    /// One statement an element; lists that are missing, null and empty differ from each other.
    private mutating func say(_ field: String, _ subject: String, all list: Any?) {
        guard let list = list as? [Any], !list.isEmpty else {
            return say(field, "\(subject) \(Self.text(list))")
        }
        for element in list {
            let key = (element as? [String: Any])?["key"] as? String
            say(key.map { "\(field) \($0)" } ?? field, "\(subject) \(Self.text(element))")
        }
    }

    private mutating func say(_ field: String, _ subject: String, withAttributes value: Any?) {
        guard let value = value as? [String: Any] else {
            return say(field, "\(subject) \(Self.text(value))")
        }
        say(field, subject, value, without: ["attributes"])
        say("\(field) attribute", subject, all: value["attributes"])
    }
}
