import PlainText
import TerminalText
package import TraceModel
import WireFormats

/// What a folder of traces holds, for `spoor store info` and `check`.
package struct FolderReport: Sendable {
    package struct Segment: Sendable {
        package var number: Int
        package var spans: Int
        package var traces: Int
        package var bytes: Int
        package var madeAt: Timestamp
        /// Starts of its first and its last span.
        package var earliest: Timestamp
        package var latest: Timestamp
        /// CRC-32 of the file.
        package var checksum: UInt32

        package init(
            number: Int,
            spans: Int,
            traces: Int,
            bytes: Int,
            madeAt: Timestamp,
            earliest: Timestamp,
            latest: Timestamp,
            checksum: UInt32
        ) {
            self.number = number
            self.spans = spans
            self.traces = traces
            self.bytes = bytes
            self.madeAt = madeAt
            self.earliest = earliest
            self.latest = latest
            self.checksum = checksum
        }
    }

    /// A part of all segments.
    package struct Column: Sendable {
        package var name: String
        package var bytes: Int

        package init(name: String, bytes: Int) {
            self.name = name
            self.bytes = bytes
        }
    }

    package var folder: String
    /// All that can be read, unsealed ones included.
    package var spans = 0
    package var traces = 0
    /// Spans in the log that no segment holds, and the batches they came in.
    package var unsealedSpans = 0
    package var unsealedBatches = 0
    package var segments: [Segment] = []
    package var columns: [Column] = []
    /// How long the server that wrote last keeps traces; nil if none ever did.
    package var kept: KeptTraces?
    /// What is damaged, a sentence each.
    package var damage: [String] = []

    package init(folder: String) { self.folder = folder }

    private var bytes: Int { segments.reduce(0) { $0 + $1.bytes } }
    private var earliest: Timestamp? { segments.map(\.earliest).min() }
    private var latest: Timestamp? { segments.map(\.latest).max() }

    /// For people; of `check`, only what is wrong.
    package func text(ofCheck: Bool) -> String {
        let damaged = damage.map { $0 + "\n" }.joined()
        if ofCheck {
            let sealed = segments.reduce(0) { $0 + $1.spans }
            guard damage.isEmpty else { return Self.shown(damaged) }
            return Self.shown(
                "\(folder) is whole: \(CountText.of(segments.count, "segment")) of \(CountText.of(sealed, "span")), "
                    + "and \(CountText.of(unsealedBatches, "batch", plural: "batches")) in the log\n"
            )
        }
        var rows: [(String, String)] = [
            ("folder", folder),
            ("spans", CountText.grouped(spans)),
            ("traces", CountText.grouped(traces)),
            (
                "in the log",
                CountText.of(unsealedSpans, "span") + " of "
                    + CountText.of(unsealedBatches, "batch", plural: "batches")
            ),
            ("segments", "\(CountText.grouped(segments.count)), \(CountText.bytes(bytes))"),
        ]
        let sealed = segments.reduce(0) { $0 + $1.spans }
        if sealed > 0 {
            let tenths = bytes * 10 / sealed
            rows.append(("bytes a span", "\(tenths / 10).\(tenths % 10)"))
        }
        if let earliest, let latest {
            rows.append(("from", RFC3339.text(of: earliest)))
            rows.append(("to", RFC3339.text(of: latest)))
        }
        if let kept { rows.append(("kept", kept.phrase)) }
        var text = rows.map { Self.row($0, 14) + $1 + "\n" }.joined()
        if !columns.isEmpty { text += "\n" }
        for column in columns.filter({ $0.bytes > 0 }).sorted(by: { $0.bytes > $1.bytes }) {
            let share = sealed == 0 ? 0 : column.bytes * 100 / sealed
            let hundredths = share % 100 < 10 ? "0\(share % 100)" : "\(share % 100)"
            text += Self.row(column.name, 14) + "\(share / 100).\(hundredths) bytes a span\n"
        }
        if !damage.isEmpty { text += "\n" + damaged }
        return Self.shown(text)
    }

    /// `text` without what a terminal could take for commands.
    private static func shown(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { SafeText(sanitizing: String($0), columns: .max / 2).string }
            .joined(separator: "\n")
    }

    private static func row(_ name: String, _ width: Int) -> String {
        name + String(repeating: " ", count: max(1, width - name.count))
    }

    /// For machines.
    package func json(ofCheck: Bool) -> String {
        let document = JSONWriter.document { writer in
            writer.object { writer in
                writer.field("folder", folder)
                if ofCheck { writer.field("ok", damage.isEmpty) }
                writer.field("spans", spans)
                writer.field("traces", traces)
                writer.field("unsealedSpans", unsealedSpans)
                writer.field("unsealedBatches", unsealedBatches)
                writer.field("bytes", bytes)
                if let earliest { writer.field("earliest", RFC3339.text(of: earliest)) }
                if let latest { writer.field("latest", RFC3339.text(of: latest)) }
                writer.object("retention") { writer in
                    if let age = kept?.age { writer.field("age", DurationText.exact(age)) }
                    if let bytes = kept?.bytes { writer.field("bytes", bytes) }
                }
                writer.list("segments", segments) { writer, segment in
                    Self.write(segment, to: &writer)
                }
                writer.object("columns") { writer in
                    for column in columns {
                        writer.key(text: column.name)
                        writer.number(column.bytes)
                    }
                }
                writer.field("damage", damage)
            }
        }
        return String(decoding: JSONString.escapingInvisible(document), as: UTF8.self) + "\n"
    }

    private static func write(_ segment: Segment, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("number", segment.number)
            writer.field("spans", segment.spans)
            writer.field("traces", segment.traces)
            writer.field("bytes", segment.bytes)
            writer.field("madeAt", RFC3339.text(of: segment.madeAt))
            writer.field("earliest", RFC3339.text(of: segment.earliest))
            writer.field("latest", RFC3339.text(of: segment.latest))
            let digits = String(segment.checksum, radix: 16)
            writer.field("crc32", String(repeating: "0", count: 8 - digits.count) + digits)
        }
    }
}
