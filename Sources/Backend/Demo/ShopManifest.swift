import WireFormats

/// What is wrong in a simulated shop, for those who look for it and for tests of those who find it.
package struct ShopManifest: Sendable {
    /// A planted trouble in the traffic of one run.
    package struct Entry: Sendable {
        package let trouble: PlantedTrouble
        /// When it happens, in nanoseconds since the epoch; one that goes on has no end.
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

    /// The manifest as one JSON document, times as RFC 3339 would be too coarse: nanoseconds in strings.
    package func json() -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("seed")
        writer.quoted(options.seed)
        writer.key("spansPerSecond")
        writer.number(options.rate)
        writer.key("historySeconds")
        writer.number(options.history.components.seconds)
        writer.key("anchorUnixNano")
        writer.quoted(anchor)
        writer.key("troubles")
        writer.beginArray()
        for entry in entries { write(entry, to: &writer) }
        writer.endArray()
        writer.endObject()
        writer.newline()
        return writer.bytes
    }

    private func write(_ entry: Entry, to writer: inout JSONWriter) {
        let trouble = entry.trouble
        writer.beginObject()
        for (key, text) in [
            ("name", trouble.name), ("symptom", trouble.symptom), ("cause", trouble.cause),
            ("find", trouble.search), ("operation", trouble.operation),
        ] {
            writer.key(text: key)
            writer.string(text)
        }
        writer.key("services")
        writer.beginArray()
        for service in trouble.services { writer.string(service) }
        writer.endArray()
        writer.key("evidence")
        writer.beginArray()
        for (key, value) in trouble.evidence {
            writer.beginObject()
            writer.key("key")
            writer.string(key)
            writer.key("value")
            if value.isEmpty { writer.null() } else { writer.string(value) }
            writer.endObject()
        }
        writer.endArray()
        writer.key("share")
        writer.number(trouble.share)
        writer.key("windows")
        writer.beginArray()
        for window in entry.windows {
            writer.beginObject()
            writer.key("beginUnixNano")
            writer.quoted(window.begin)
            writer.key("endUnixNano")
            if let end = window.end { writer.quoted(end) } else { writer.null() }
            writer.endObject()
        }
        writer.endArray()
        writer.key("exampleTraceID")
        if let id = entry.exampleTraceID { writer.string(id) } else { writer.null() }
        writer.endObject()
    }
}
