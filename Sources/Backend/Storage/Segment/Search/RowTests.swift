import TraceModel

/// What the rows of each template must hold to satisfy all conditions, as far as the template does not tell.
///
/// Lists of plain numbers, each with the range in the next one that belongs to it: a row is tested without a reference being counted.
struct RowTests {
    /// Something that a record must hold: a number, or a place in a table for which a condition holds.
    private struct Check {
        /// The first bit, behind the times.
        var offset: Int
        var width: Int
        var value: UInt64
        /// Of a place, where the table's verdicts begin in `tables`, and how many there are.
        var verdicts: Range<Int>?
    }

    /// A condition that a template does not decide.
    private struct Question {
        /// Where the rows whose extras satisfy it begin in `extras`; nil if none do.
        var extras: Int?
        /// Each way is a range of checks, all of which must hold.
        var ways: Range<Int>
    }

    /// What a template says of its rows.
    enum Verdict: UInt8 {
        case no, yes, ask
        /// All that is to be asked is one number of the record.
        case compare
    }

    /// The number that rows of a template must hold, and where.
    struct Comparison {
        /// The first bit, behind the times.
        var offset: Int
        var width: Int
        var value: UInt64
    }

    private var tables: [Bool] = []
    private var checks: [Check] = []
    private var ways: [Range<Int>] = []
    private var questions: [Question] = []
    private var extras: [UInt64] = []
    /// Of each template, what is to be asked of its rows; nil if none can match.
    private var templates: [Range<Int>?] = []

    /// Whether rows of some template may match.
    var isPossible: Bool { templates.contains { $0 != nil } }

    init(_ criteria: [SegmentCriterion], in segment: Segment) {
        let layout = SegmentLayout(segment)
        var firstExtras: [Int?] = []
        for criterion in criteria {
            firstExtras.append(criterion.extras.isEmpty ? nil : extras.count)
            extras += criterion.extras
        }
        var shapes = criteria.map { ShapeTests(of: $0.slots) }
        templates.reserveCapacity(segment.templateCount)
        for index in 0..<segment.templateCount {
            let template = SegmentTemplate(segment.templates, index)
            let first = questions.count
            var isPossible = true
            for (place, criterion) in criteria.enumerated() where isPossible {
                let extras = firstExtras[place]
                let firstWay = ways.count
                let isAsked = shapes[place].areAny(ofShape: template.shape, in: segment)
                if addWays(template, criterion, layout, isAsked: isAsked) {
                    ways.removeLast(ways.count - firstWay)
                } else if ways.count == firstWay, extras == nil {
                    isPossible = false
                } else {
                    questions.append(Question(extras: extras, ways: firstWay..<ways.count))
                }
            }
            templates.append(isPossible ? first..<questions.count : nil)
        }
    }

    /// Adds the ways in which rows of a template may satisfy a condition; true if all rows do.
    ///
    /// `isAsked` says whether a field of the template's shape can.
    private mutating func addWays(
        _ template: SegmentTemplate,
        _ criterion: SegmentCriterion,
        _ layout: SegmentLayout,
        isAsked: Bool
    ) -> Bool {
        if criterion.isError == template.outcome.isError { return true }
        if criterion.status == template.outcome.status { return true }
        if add(layout.operation, template.operation, criterion.operations) { return true }
        if add(layout.resource, template.resource, criterion.resources) { return true }
        if add(layout.detail, template.detail, criterion.details) { return true }
        guard !criterion.slots.isEmpty, isAsked else { return false }
        var isCertain = false
        layout.forEachField(of: template) { field, constant, offset in
            for test in criterion.slots[field]
            where test.constant == nil || test.constant == constant {
                if test.numbers.isEmpty { isCertain = true }
                add(
                    test.numbers.map {
                        Check(offset: offset &+ $0.offset, width: $0.width, value: $0.value)
                    }
                )
            }
        }
        return isCertain
    }

    /// Adds the way of being at a place of a table for which the condition holds; true if the template says so already.
    private mutating func add(
        _ place: (offset: Int, width: Int)?,
        _ known: Int,
        _ hits: [Bool]
    ) -> Bool {
        guard !hits.isEmpty else { return false }
        guard let place else { return known < hits.count && hits[known] }
        let first = tables.count
        tables += hits
        add([
            Check(
                offset: place.offset,
                width: place.width,
                value: 0,
                verdicts: first..<tables.count
            )
        ])
        return false
    }

    private mutating func add(_ way: [Check]) {
        ways.append(checks.count..<checks.count + way.count)
        checks += way
    }

    /// Of each template, what it says of its rows, and the number to compare if that is all.
    ///
    /// Most searches for a rare value come down to one comparison a row, which is worth a way of its own: it takes a third of the time.
    var verdicts: [(verdict: Verdict, comparison: Comparison)] {
        templates.map { range in
            let nothing = Comparison(offset: 0, width: 0, value: 0)
            guard let range else { return (.no, nothing) }
            guard !range.isEmpty else { return (.yes, nothing) }
            return comparison(range).map { (.compare, $0) } ?? (.ask, nothing)
        }
    }

    private func comparison(_ range: Range<Int>) -> Comparison? {
        guard range.count == 1, questions[range.lowerBound].extras == nil else { return nil }
        let ways = questions[range.lowerBound].ways
        guard ways.count == 1, self.ways[ways.lowerBound].count == 1 else { return nil }
        let check = checks[self.ways[ways.lowerBound].lowerBound]
        guard check.verdicts == nil else { return nil }
        return Comparison(offset: check.offset, width: check.width, value: check.value)
    }

    /// Whether a row of a template, whose slots begin at a bit, satisfies the conditions.
    @inline(__always)
    func accepts(_ row: Int, template: Int, slots: Int, _ records: FlatBits) -> Bool {
        guard let range = templates[template] else { return false }
        for index in range where !satisfies(questions[index], row, slots, records) { return false }
        return true
    }

    @inline(__always)
    private func satisfies(
        _ question: Question,
        _ row: Int,
        _ slots: Int,
        _ records: FlatBits
    ) -> Bool {
        if let first = question.extras, extras[first + (row >> 6)] >> UInt64(row & 63) & 1 == 1 {
            return true
        }
        for way in question.ways {
            var holds = true
            for index in ways[way] {
                let check = checks[index]
                let found = records.bits(at: slots &+ check.offset, width: check.width)
                if let known = check.verdicts {
                    holds = found < UInt64(known.count) && tables[known.lowerBound + Int(found)]
                } else {
                    holds = found == check.value
                }
                if !holds { break }
            }
            if holds { return true }
        }
        return false
    }
}

/// Which shapes have a field that is tested: far fewer than templates, and most have none.
private struct ShapeTests {
    private let slots: [[SlotTest]]
    private var known: [Int: Bool] = [:]

    init(of slots: [[SlotTest]]) { self.slots = slots }

    mutating func areAny(ofShape shape: Int, in segment: Segment) -> Bool {
        guard !slots.isEmpty else { return false }
        if let known = known[shape] { return known }
        let areAny = segment.fields(ofShape: shape).contains {
            let field = Int(segment.shapeFields[$0])
            return field < slots.count && !slots[field].isEmpty
        }
        known[shape] = areAny
        return areAny
    }
}
