package import TraceModel

/// A query as tests of the rows of one segment: blooms first, then what a look at the tables rules out, then templates, and records
/// last.
struct SegmentFilter {
    private let segment: Segment
    private let start: UInt64
    private let end: UInt64
    private var durations = DurationTest()
    private let tests: RowTests

    /// Nil when no row of the segment can match.
    init?(_ query: TraceQuery, in segment: Segment) {
        let header = segment.header
        guard segment.count > 0, query.start.nanoseconds <= header.latestStart,
            query.end.nanoseconds >= header.earliestStart
        else { return nil }
        self.segment = segment
        start = query.start.nanoseconds
        end = query.end.nanoseconds
        guard Self.blooms(query, segment) else { return nil }
        var operations: [Bool]?
        var attributes: [AttributeCriterion] = []
        func narrow(_ hits: [Bool]) {
            operations = operations.map { zip($0, hits).map { $0 && $1 } } ?? hits
        }
        for condition in query.conditions {
            switch condition {
            case .service(let name):
                narrow(segment.operations(with: ListPlace.Operation.service, Array(name.utf8)))
            case .operation(let name):
                narrow(segment.operations(with: ListPlace.Operation.name, Array(name.utf8)))
            case .kind(let kind):
                narrow(
                    (0..<segment.operationCount).map {
                        segment.operation($0, ListPlace.Operation.kind) == UInt32(kind.rawValue)
                    }
                )
            case .attribute(let attribute): attributes.append(AttributeCriterion(attribute))
            // Left to the matching of whole spans.
            case .without: break
            case .error(let failed): attributes.append(AttributeCriterion(.error(failed)))
            case .minDuration(let duration): durations.least = duration
            case .maxDuration(let duration): durations.most = duration
            }
        }
        if let least = durations.least, least > 0, UInt64(least) > header.longestDuration {
            return nil
        }
        durations.isRough = header.latestStart < 1 << 63
        var criteria: [SegmentCriterion] = []
        if let operations { criteria.append(SegmentCriterion(operations: operations)) }
        var blocks = BlockCache()
        for attribute in attributes {
            criteria.append(SegmentCriterion(attribute, in: segment, &blocks))
            guard criteria.last?.isPossible == true else { return nil }
        }
        guard criteria.allSatisfy(\.isPossible) else { return nil }
        tests = RowTests(criteria, in: segment)
        guard tests.isPossible else { return nil }
    }

    /// Whether the blooms allow every condition that they know of.
    private static func blooms(_ query: TraceQuery, _ segment: Segment) -> Bool {
        var (service, operation): (String?, String?)
        for condition in query.conditions {
            switch condition {
            case .service(let name): service = name
            case .operation(let name): operation = name
            case .attribute(let attribute):
                let criterion = AttributeCriterion(attribute)
                guard criterion.field == nil, criterion.place != .nowhere else { continue }
                guard segment.mayHold(attribute: criterion.key, value: criterion.value) else {
                    return false
                }
            case .kind, .without, .error, .minDuration, .maxDuration: continue
            }
        }
        guard let service else { return true }
        let key =
            operation.map { BloomKey.operation($0, of: service) } ?? BloomKey.service(service)
        return BlockedBloom.mayHold(key, segment.valueBloom)
    }

    /// Calls `body` with the ordinal of every trace from `oldest` on that has a row which may match, newest first.
    ///
    /// - Complexity: O(rows); records are read only of rows whose template does not decide.
    func forEachMatch(from oldest: UInt64, _ body: (UInt64) -> Void) {
        let isTimed = start > segment.header.earliestStart || end < segment.header.latestStart
        let asksForTimes = isTimed || durations.isAsked
        let verdicts = tests.verdicts
        var offsets = GroupOffsets(segment)
        verdicts.withUnsafeBufferPointer { verdicts in
            var place = segment.traceCount - 1
            while place >= 0, segment.ordinal(ofTraceAt: place) >= oldest {
                let base = segment.traceBases[place]
                for row in segment.rows(ofTraceAt: place) {
                    let template = Int(segment.rowTemplates[row])
                    guard template < verdicts.count, verdicts[template].verdict != .no else {
                        continue
                    }
                    let durationClass = segment.rowDurations[row]
                    guard durations.mayAccept(durationClass) else { continue }
                    let isMatch =
                        switch verdicts[template].verdict {
                        case .yes where !isTimed && durations.accepts(all: durationClass): true
                        case .compare where !asksForTimes:
                            holds(verdicts[template].comparison, row, &offsets)
                        case .no, .yes, .ask, .compare:
                            accepts(row, template, base, isTimed, &offsets)
                        }
                    if isMatch {
                        body(segment.ordinal(ofTraceAt: place))
                        break
                    }
                }
                place -= 1
            }
        }
    }

    @inline(__always)
    private func holds(
        _ comparison: RowTests.Comparison,
        _ row: Int,
        _ offsets: inout GroupOffsets
    ) -> Bool {
        let slots =
            offsets.offset(ofRow: row)
            &+ TimeClass.remainderBits(of: segment.rowStarts[row])
            &+ TimeClass.remainderBits(of: segment.rowDurations[row])
        let found = segment.records.bits(
            at: slots &+ comparison.offset,
            width: comparison.width
        )
        return found == comparison.value
    }

    private func accepts(
        _ row: Int,
        _ template: Int,
        _ base: UInt64,
        _ isTimed: Bool,
        _ offsets: inout GroupOffsets
    ) -> Bool {
        let bit = offsets.offset(ofRow: row)
        let startClass = segment.rowStarts[row]
        let durationClass = segment.rowDurations[row]
        let startBits = TimeClass.remainderBits(of: startClass)
        let durationBits = TimeClass.remainderBits(of: durationClass)
        if isTimed || durations.isAsked {
            let offset = segment.records.bits(at: bit, width: startBits)
            let began = base &+ TimeClass.number(startClass, offset)
            guard began >= start, began <= end else { return false }
            let remainder = segment.records.bits(at: bit &+ startBits, width: durationBits)
            let ended = began &+ TimeClass.number(durationClass, remainder)
            guard durations.accepts(from: began, to: ended) else { return false }
        }
        let slots = bit &+ startBits &+ durationBits
        return tests.accepts(row, template: template, slots: slots, segment.records)
    }
}

extension Segment {
    /// Calls `body` with the ordinals of the traces that a query may find here, newest first: all that match, and perhaps some that
    /// do not, as `SpanMatcher` tells when it looks at whole spans.
    package func forEachMatch(_ query: TraceQuery, _ body: (UInt64) -> Void) {
        SegmentFilter(query, in: self)?.forEachMatch(from: 0, body)
    }
}

/// Where the records of 64 rows begin, worked out when one of them is asked for.
private struct GroupOffsets {
    private let segment: Segment
    private var group = -1
    private var offsets: InlineArray<64, Int> = .init(repeating: 0)
    /// Of each template, the bits of its records behind the times; empty until one is asked for.
    private var recordBits: [Int] = []

    init(_ segment: Segment) { self.segment = segment }

    @inline(__always)
    mutating func offset(ofRow row: Int) -> Int {
        if row >> 6 != group { findOffsets(ofGroup: row >> 6) }
        return offsets[row & 63]
    }

    private mutating func findOffsets(ofGroup wanted: Int) {
        group = wanted
        if recordBits.isEmpty {
            recordBits = (0..<segment.templateCount).map {
                SegmentTemplate(segment.templates, $0).recordBits
            }
        }
        var bit = Int(segment.recordOffsets[group &* 2]) &* 8
        for place in 0..<64 {
            let row = group << 6 | place
            offsets[place] = bit
            bit &+= TimeClass.remainderBits(of: segment.rowStarts[row])
            bit &+= TimeClass.remainderBits(of: segment.rowDurations[row])
            let template = Int(segment.rowTemplates[row])
            if template < recordBits.count { bit &+= recordBits[template] }
        }
    }
}
