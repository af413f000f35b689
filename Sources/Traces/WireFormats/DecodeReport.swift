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
    /// Texts that were longer than is taken, and are cut.
    package var cutStrings = 0
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
    /// Lines between spans that are something else, and the beginning of the first of them.
    package var passedOver = PassedOver()
    /// Lines of broken JSON between whole ones, and where the first of them breaks.
    package var brokenLines = PassedOver()
    /// JSON values between spans that hold none, and the keys of the first of them.
    package var unknownValues = PassedOver()
    /// Spans and traces that were too long to be read.
    package var tooLong = 0
    /// What sources said of their own answers, one sentence each.
    package var remarks: [String] = []

    /// Things of one kind that were passed over.
    package struct PassedOver: Sendable, Equatable {
        package var count = 0
        /// The first of them, as it can be shown.
        package var first = ""

        /// Counts one more.
        package mutating func add(_ text: @autoclosure () -> String) {
            if count == 0 { first = text() }
            count += 1
        }
    }

    package init() {}

    /// Adds what another decoder met in the same input.
    mutating func merge(_ other: DecodeReport) {
        documents += other.documents
        spans += other.spans
        malformedSpans += other.malformedSpans
        malformedParts += other.malformedParts
        reasons += other.reasons.prefix(Self.mostReasons - reasons.count)
        repairedStrings += other.repairedStrings
        rawControlStrings += other.rawControlStrings
        lossyNumbers += other.lossyNumbers
        unknownEnums += other.unknownEnums
        missingProcesses += other.missingProcesses
        for path in [\DecodeReport.passedOver, \.brokenLines, \.unknownValues] {
            if self[keyPath: path].count == 0 {
                self[keyPath: path].first = other[keyPath: path].first
            }
            self[keyPath: path].count += other[keyPath: path].count
        }
        tooLong += other.tooLong
        remarks += other.remarks
        madeUpIDs.traceIDs += other.madeUpIDs.traceIDs
        madeUpIDs.spanIDs += other.madeUpIDs.spanIDs
        incomplete = incomplete ?? other.incomplete
    }

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

    /// What a source says of why it left out spans, as a part of a sentence.
    static func incompleteness(_ reason: String) -> String {
        if reason.isEmpty { return "status PARTIAL" }
        return reason.hasSuffix(".") ? String(reason.dropLast()) : reason
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
        if cutStrings > 0 {
            notes.append(
                "\(CountText.of(cutStrings, "text")) \(cutStrings == 1 ? "was" : "were") too long and \(cutStrings == 1 ? "is" : "are") cut; --max-value allows more."
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
        return notes + notesOfTheRest
    }

    /// About what is no span.
    private var notesOfTheRest: [String] {
        var notes: [String] = []
        if passedOver.count > 0 {
            notes.append(
                "\(CountText.of(passedOver.count, "line")) \(passedOver.count == 1 ? "is" : "are") no spans and \(passedOver.count == 1 ? "was" : "were") passed over, the first: \(passedOver.first)."
            )
        }
        if unknownValues.count > 0 {
            notes.append(
                "\(CountText.of(unknownValues.count, "JSON value")) \(unknownValues.count == 1 ? "holds" : "hold") no spans and \(unknownValues.count == 1 ? "was" : "were") passed over, the first with \(unknownValues.first)."
            )
        }
        if brokenLines.count > 0 {
            notes.append(
                "\(CountText.of(brokenLines.count, "line")) of broken JSON \(brokenLines.count == 1 ? "was" : "were") passed over, the first at \(brokenLines.first)."
            )
        }
        if tooLong > 0 {
            notes.append(
                "\(CountText.of(tooLong, "span")) of more than \(JSONShapeReader.mostHeld >> 20) MiB \(tooLong == 1 ? "was" : "were") passed over."
            )
        }
        return notes + remarks
    }
}
