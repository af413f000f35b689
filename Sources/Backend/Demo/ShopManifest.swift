import WireFormats

/// What is wrong in a simulated shop, for people who look for it, and for testing what finds it.
package struct ShopManifest: Sendable {
    /// A planted trouble in the traffic of one run.
    package struct Entry: Sendable {
        package let trouble: PlantedTrouble
        /// When it happens, in nanoseconds since the epoch; a trouble that goes on has no end.
        package let windows: [Window]
        /// A trace that shows it, 32 digits; nil if the past is too short to have one.
        package let exampleTraceID: String?
    }

    /// A stretch of time, in nanoseconds since the epoch.
    package struct Window: Sendable, Hashable {
        package let begin: UInt64
        package let end: UInt64?
    }

    package let options: ShopOptions
    /// When the shop was opened, in nanoseconds since the epoch.
    package let anchor: UInt64
    package let entries: [Entry]

    /// The entry of the trouble of this name.
    package subscript(name: String) -> Entry? { entries.first { $0.trouble.name == name } }

    /// The manifest as one JSON document; times are nanoseconds in strings, which no reader of JSON rounds.
    package func json() -> [UInt8] {
        JSONWriter.document { writer in
            writer.object { writer in
                writer.field("seed", quoted: options.seed)
                writer.field("spansPerSecond", options.rate)
                writer.field("historySeconds", options.history.components.seconds)
                writer.field("anchorUnixNano", quoted: anchor)
                writer.list("troubles", entries) { write($1, to: &$0) }
            }
            writer.newline()
        }
    }

    private func write(_ entry: Entry, to writer: inout JSONWriter) {
        let trouble = entry.trouble
        writer.object { writer in
            writer.field("name", trouble.name)
            writer.field("symptom", trouble.symptom)
            writer.field("cause", trouble.cause)
            writer.field("find", trouble.search)
            writer.field("operation", trouble.operation)
            writer.field("services", trouble.services)
            writer.list("evidence", trouble.evidence) { writer, evidence in
                writer.object { writer in
                    writer.field("key", evidence.key)
                    writer.field("value", optional: evidence.value.isEmpty ? nil : evidence.value)
                }
            }
            writer.field("share", trouble.share)
            writer.list("windows", entry.windows) { writer, window in
                writer.object { writer in
                    writer.field("beginUnixNano", quoted: window.begin)
                    if let end = window.end {
                        writer.field("endUnixNano", quoted: end)
                    } else {
                        writer.key("endUnixNano")
                        writer.null()
                    }
                }
            }
            writer.field("exampleTraceID", optional: entry.exampleTraceID)
        }
    }
}
