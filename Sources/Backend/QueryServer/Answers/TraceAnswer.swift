import HTTPServer
import TraceAnalysis
import TraceModel
import WireFormats

/// Traces on their way out: read from their source in parts, adjusted and encoded while the client takes them; small ones are read and
/// adjusted by another core, if one has time, while those before them are encoded.
///
/// At no time is there more of it in memory than the part being written, the small traces behind it, the piece being sent, and
/// what a whole trace makes necessary in single spans (``TraceAdjusters``).
struct TraceAnswer: Sendable {
    /// Pieces end at the first span that makes them this long.
    private static let pieceLength = 64 << 10
    /// What an answer takes in any case: a part as it was read and as it was adjusted, two pieces, and traces ahead of them.
    static let leastBytes = 3 * (512 << 10) + OpenedTraces.heldBytes
    /// A part that takes more than this holds a single large span; encoded it may take several times as much.
    private static let largePart = 1 << 20
    private static let growth = 8

    private let server: QueryServer
    private let traces: FoundTraces
    private let isRaw: Bool
    /// Nil for a short answer, which takes ``leastBytes`` and no more, and not for long.
    private let share: Share?
    private var document: any TraceDocument
    private var indenter: JSONIndenter?
    private var writer = JSONWriter()
    private var number = 0
    private var isEnded = false
    private var hasBegun = false
    private var current: Reading?
    /// Traces that were opened, and those that are being.
    private let openSmall: @Sendable (Int) -> OpenedTraces
    private var opened: ArraySlice<OpenedTraces.Opened> = []
    private var ahead: Ahead<OpenedTraces>?

    /// The trace being written.
    private struct Reading: Sendable {
        var trace: TraceInParts
        var part: TracePart
        /// The number of the span behind the part.
        var end: Int
    }

    init(
        _ traces: FoundTraces,
        as document: any TraceDocument,
        isRaw: Bool,
        isPretty: Bool,
        share: Share?,
        server: QueryServer
    ) {
        self.traces = traces
        self.document = document
        self.isRaw = isRaw
        self.share = share
        self.server = server
        openSmall = { number in
            OpenedTraces(traces, from: number) { isRaw ? $0 : server.adjustedSmall($0) }
        }
        indenter = isPretty ? JSONIndenter(width: JSONAnswer.indentation) : nil
    }

    /// The next piece; nil when everything was written.
    ///
    /// - Throws: When a trace is deleted while it is being sent, or there is no memory for more of it.
    mutating func next() async throws(Refusal) -> [UInt8]? {
        guard !isEnded else { return nil }
        if !hasBegun {
            hasBegun = true
            document.begin(&writer)
        }
        while true {
            if current == nil { try await open() }
            guard var reading = current else { break }
            if document.write(reading.part, &writer, until: Self.pieceLength) {
                current = try await part(behind: &reading)
            }
            if writer.bytes.count >= Self.pieceLength { return take() }
        }
        isEnded = true
        document.end(&writer)
        return take()
    }

    /// The whole answer if it is no longer than `most`; nil if it is, or cannot be made at once.
    consuming func whole(upTo most: Int) async -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count <= most {
            do throws(Refusal) {
                guard let piece = try await next() else { return bytes }
                bytes += piece
            } catch {
                return nil
            }
        }
        return nil
    }

    private mutating func take() -> [UInt8] {
        let piece = document.finish(writer.take())
        return indenter?.indent(piece) ?? piece
    }

    /// Opens the next trace that is still there.
    private mutating func open() async throws(Refusal) {
        while current == nil {
            if let next = opened.popFirst() {
                try await begin(next.trace, next.part)
            } else if number < traces.count {
                try await openMore()
            } else {
                return
            }
        }
    }

    /// Opens the next small traces, or a large one.
    private mutating func openMore() async throws(Refusal) {
        let more = ahead.take()?.value() ?? openSmall(number)
        opened = more.opened[...]
        number = more.end
        if more.opened.isEmpty, number < traces.count {
            number += 1
            guard let stored = traces.inParts(number - 1) else { return }
            let trace = isRaw ? stored : try await server.adjusted(stored)
            guard let trace, let part = trace.part(from: 0) else { return }
            try await begin(trace, part)
        }
        // A short answer is made at once.
        if share != nil, number < traces.count {
            ahead = Ahead { [openSmall, number] in openSmall(number) }
        }
    }

    private mutating func begin(
        _ trace: TraceInParts,
        _ part: TraceInParts.Part
    ) async throws(Refusal) {
        try await account(for: part, of: trace)
        current = Reading(
            trace: trace,
            part: TracePart(part.trace, isLast: part.end >= trace.spanCount),
            end: part.end
        )
    }

    /// What follows in the same trace; nil if it is complete.
    private func part(behind reading: inout Reading) async throws(Refusal) -> Reading? {
        guard reading.end < reading.trace.spanCount else { return nil }
        guard let part = reading.trace.part(from: reading.end), part.end > reading.end else {
            throw Self.isGone
        }
        try await account(for: part, of: reading.trace)
        reading.part = TracePart(
            part.trace,
            isFirst: false,
            isLast: part.end >= reading.trace.spanCount
        )
        reading.end = part.end
        return reading
    }

    /// Waits for the memory that is needed to go on.
    private func account(
        for part: TraceInParts.Part,
        of trace: TraceInParts
    ) async throws(Refusal) {
        guard let share else {
            guard Self.large(part) == 0 else { throw Self.noMemory }
            return
        }
        let bytes = Self.bytes(of: part, trace) + document.heldBytes
        guard await share.resize(to: bytes) else { throw Self.noMemory }
    }

    /// What is said when an answer that has begun cannot go on.
    static let noMemory = Refusal(503, "there was no memory to go on with the answer")

    /// What an answer takes while it writes a part.
    static func bytes(of part: TraceInParts.Part, _ trace: TraceInParts) -> Int {
        leastBytes + trace.heldBytes + large(part)
    }

    private static func large(_ part: TraceInParts.Part) -> Int {
        let size = part.trace.columns.byteCount
        return size > largePart ? size * growth : 0
    }

    /// What is said of a trace that is gone before it was sent.
    static let isGone = Refusal(410, "the trace was deleted to make room while it was being sent")
}

extension QueryServer {
    /// The answer with these traces, adjusted unless `isRaw`.
    ///
    /// A short answer does not wait for the long ones that others read. One of one piece is sent with its length; a longer one is
    /// made while the client reads.
    func answer(
        _ traces: FoundTraces,
        as document: any TraceDocument,
        isRaw: Bool,
        isPretty: Bool = false
    ) async throws(Refusal) -> ServerResponse {
        func begin(_ share: Share?) -> TraceAnswer {
            TraceAnswer(
                traces,
                as: document,
                isRaw: isRaw,
                isPretty: isPretty,
                share: share,
                server: self
            )
        }
        // Nothing of an attempt that fails is kept: what waits for memory must not take any.
        if areFew(traces), let bytes = await begin(nil).whole(upTo: limits.shortAnswer),
            let share = memory.shortShare(bytes.count)
        {
            var response = JSONAnswer.of(bytes)
            response.held = share
            return response
        }
        let share = try await memory.share(TraceAnswer.leastBytes)
        var answer = begin(share)
        let isLarge = traces.isEmpty ? false : traces.inParts(0)?.spanCount ?? 0 > Self.fewSpans
        var pieces: [[UInt8]] = []
        // A large trace is made in the background only.
        while !isLarge, pieces.count < 2 {
            guard let piece = try await answer.next() else {
                var response = JSONAnswer.of(pieces.first ?? [])
                _ = await share.resize(to: pieces.first?.count ?? 0)
                response.held = share
                return response
            }
            pieces.append(piece)
        }
        return Self.stream(pieces, then: answer, share)
    }

    /// Whether the answer may be a short one, by the number of spans.
    private func areFew(_ traces: FoundTraces) -> Bool {
        var left = limits.shortSpans
        for index in traces.indices {
            left -= traces.inParts(index)?.spanCount ?? 0
            if left < 0 { return false }
        }
        return true
    }

    private static func stream(
        _ pieces: [[UInt8]],
        then rest: TraceAnswer,
        _ share: Share
    ) -> ServerResponse {
        ServerResponse(
            status: 200,
            headers: ["Content-Type": "application/json"],
            body: .stream(length: nil) { writer in
                share.isFor(writer)
                for piece in pieces { try await writer.write(piece) }
                var answer = rest
                while let piece = try await answer.next() { try await writer.write(piece) }
            }
        )
    }

    /// The trace as it is given out; nil if it is gone.
    func adjusted(_ trace: TraceInParts) async throws(Refusal) -> TraceInParts? {
        guard trace.spanCount > Self.fewSpans else { return adjustedSmall(trace) }
        return try await turnstile.pass { adjusters.adjust(trace, upTo: limits.outlineBytes) }
    }

    /// A small trace as it is given out; nil if it is gone.
    func adjustedSmall(_ trace: TraceInParts) -> TraceInParts? {
        adjusters.adjust(trace, upTo: limits.outlineBytes)
    }

    /// The outlines of traces of so many spans may be made side by side.
    private static let fewSpans = 4096
}
