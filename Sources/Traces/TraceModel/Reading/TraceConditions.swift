/// The conditions that one and the same span must meet.
///
/// There is one condition of each subject but attributes that spans have or lack, of which there may be any number. They
/// are in the order of their subjects, attributes in the order in which they came, so that equal questions are equal values.
package struct TraceConditions: Sendable, Equatable {
    private var list: [TraceCondition] = []

    /// None: every span meets them.
    package init() {}

    package init(_ conditions: some Sequence<TraceCondition>) {
        for condition in conditions { insert(condition) }
    }

    /// Adds a condition; it takes the place of one of the same subject, unless it is on an attribute.
    package mutating func insert(_ condition: TraceCondition) {
        let subject = condition.subject
        if !TraceCondition.isRepeatable(subject) { list.removeAll { $0.subject == subject } }
        let place = list.firstIndex { $0.subject > subject } ?? list.endIndex
        list.insert(condition, at: place)
    }

    /// Takes out every condition of a subject.
    package mutating func remove(_ subject: TraceCondition.Subject) {
        list.removeAll { $0.subject == subject }
    }
}

extension TraceConditions: RandomAccessCollection {
    package var startIndex: Int { list.startIndex }
    package var endIndex: Int { list.endIndex }
    package subscript(position: Int) -> TraceCondition { list[position] }
}

extension TraceConditions: ExpressibleByArrayLiteral {
    package init(arrayLiteral conditions: TraceCondition...) { self.init(conditions) }
}
