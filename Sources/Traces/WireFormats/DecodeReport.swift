import PlainText
package import TraceModel

/// What a decoder met on the way that a user should know: nothing is dropped without a trace here.
package struct DecodeReport: Sendable, Equatable {
    /// Top-level JSON values or protobuf messages read.
    package var documents = 0
    package var spans = 0
    /// Spans kept with something missing or unreadable in them.
    package var malformedSpans = 0
    /// Unreadable parts that belong to no span.
    package var malformedParts = 0
    /// The first few troubles, one sentence each without a full stop.
    package private(set) var reasons: [String] = []
    /// Texts in which invalid UTF-8 or a lone surrogate became U+FFFD.
    package var repairedStrings = 0
    /// Texts with control characters that JSON wants escaped.
    package var rawControlStrings = 0
    /// Integers beyond 64 bits, now the nearest double.
    package var lossyNumbers = 0
    /// Kinds and status codes by numbers that the schema does not have, now unset.
    package var unknownEnums = 0
    /// Processes that spans name and the answer does not describe.
    package var missingProcesses = 0
    /// Spans that came without the ids that they are shown with.
    package var madeUpIDs = MadeUpIDs()
    /// The source says that it left out spans, in its own words.
    package var incomplete: String?

    package init() {}

    private static let mostReasons = 5

    /// Counts a span that is kept although something of it could not be read.
    package mutating func addMalformedSpan(_ reason: String) {
        malformedSpans += 1
        add(reason)
    }

    /// Counts an unreadable part outside of spans.
    package mutating func addMalformedPart(_ reason: String) {
        malformedParts += 1
        add(reason)
    }

    /// Gives spans without ids some, and counts them.
    mutating func nameUnidentified(in builder: inout TraceBuilder) {
        madeUpIDs = builder.nameUnidentified()
    }

    private var idNotes: [String] {
        var notes: [String] = []
        let (traces, spans) = (madeUpIDs.traceIDs, madeUpIDs.spanIDs)
        if traces > 0 {
            notes.append(
                "\(CountText.of(traces, "span")) \(traces == 1 ? "has" : "have") no trace id, and \(traces == 1 ? "is" : "are") shown as the trace `\(TraceBuilder.unnamedTrace)`."
            )
        }
        if spans > 0 {
            notes.append(
                "\(CountText.of(spans, "span")) \(spans == 1 ? "has" : "have") no span id, and \(spans == 1 ? "is" : "are") shown as `no-span-id-1` and so on."
            )
        }
        return notes
    }

    private mutating func add(_ reason: String) {
        if reasons.count < Self.mostReasons { reasons.append(reason) }
    }

    /// Sentences for the user, empty when all was well.
    package var notes: [String] {
        var notes: [String] = []
        if malformedSpans > 0 {
            notes.append(
                "\(CountText.of(malformedSpans, "span")) could not be read completely and \(malformedSpans == 1 ? "is" : "are") shown as far as possible."
            )
        }
        if malformedParts > 0 {
            notes.append(
                "\(CountText.of(malformedParts, "part")) outside of spans could not be read."
            )
        }
        notes += reasons.map { "\($0)." }
        notes += idNotes
        if let incomplete {
            notes.append("The trace is incomplete, says where it came from: \(incomplete).")
        }
        if repairedStrings > 0 {
            notes.append(
                "\(CountText.of(repairedStrings, "text")) held invalid UTF-8, shown as \u{FFFD}."
            )
        }
        if rawControlStrings > 0 {
            notes.append(
                "\(CountText.of(rawControlStrings, "text")) held control characters that JSON wants escaped."
            )
        }
        if lossyNumbers > 0 {
            notes.append(
                "\(CountText.of(lossyNumbers, "integer")) did not fit 64 bits and \(lossyNumbers == 1 ? "was" : "were") rounded."
            )
        }
        if unknownEnums > 0 {
            notes.append(
                "\(CountText.of(unknownEnums, "kind or status code", plural: "kinds or status codes")) had a number that OTLP does not know, and \(unknownEnums == 1 ? "is" : "are") unset."
            )
        }
        if missingProcesses > 0 {
            notes.append(
                "\(CountText.of(missingProcesses, "process", plural: "processes")) named by spans \(missingProcesses == 1 ? "is" : "are") not described: the service is unknown."
            )
        }
        return notes
    }
}
