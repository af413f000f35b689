package import TraceModel

/// A value as machines read it, with nothing rounded, cut or worded for people.
package indirect enum FieldValue: Sendable {
    /// Unknown.
    case unknown
    /// This row has no such field.
    case absent
    case text(String)
    /// Counts, and durations in nanoseconds.
    case integer(Int64)
    case number(Double)
    case flag(Bool)
    case time(Timestamp)
    case list([FieldValue])
    case object([(key: String, value: FieldValue)])
    /// JSON already.
    case json(String)

    /// A time that a source may not have told.
    package static func time(known time: Timestamp) -> FieldValue {
        time.isKnown ? .time(time) : .unknown
    }

    package static func integer(_ value: Int) -> FieldValue { .integer(Int64(value)) }

    package static func integer(optional value: Int?) -> FieldValue {
        value.map { .integer(Int64($0)) } ?? .unknown
    }

    package static func number(optional value: Double?) -> FieldValue {
        value.map { .number($0) } ?? .unknown
    }

    /// A duration, in whole nanoseconds; one that is estimated may have a fraction, which says nothing.
    package static func nanoseconds(optional value: Double?) -> FieldValue {
        guard let value, let whole = Int64(exactly: value.rounded()) else { return .unknown }
        return .integer(whole)
    }

    package static func text(optional value: String?) -> FieldValue {
        value.map { .text($0) } ?? .unknown
    }

    package static func texts(_ values: [String]) -> FieldValue { .list(values.map { .text($0) }) }
}

/// A field of the machine formats: its name, which never changes, and its value of a row.
package struct Field<Row>: Sendable {
    package enum Content: Sendable {
        case value(@Sendable (Row) -> FieldValue)
        /// Always the same fields: nested in JSON, joined by dots where there are only columns.
        case fields([Field<Row>])
    }

    package enum Name: Sendable {
        /// One of the documented names.
        case fixed(StaticString)
        /// Made of the key of an attribute.
        case attribute(String)

        package var text: String {
            switch self {
            case .fixed(let name): name.description
            case .attribute(let name): name
            }
        }
    }

    package let name: Name
    package let content: Content

    fileprivate init(_ name: Name, _ content: Content) {
        self.name = name
        self.content = content
    }

    package init(_ name: StaticString, _ value: @escaping @Sendable (Row) -> FieldValue) {
        self.init(.fixed(name), .value(value))
    }

    /// A field that an attribute is shown in.
    package init(attribute name: String, _ value: @escaping @Sendable (Row) -> FieldValue) {
        self.init(.attribute(name), .value(value))
    }

    package init(_ name: StaticString, fields: [Field<Row>]) {
        self.init(.fixed(name), .fields(fields))
    }

    /// The same field of a row that has `Row` in it.
    func of<Whole>(_ part: @escaping @Sendable (Whole) -> Row) -> Field<Whole> {
        let name: Field<Whole>.Name =
            switch name {
            case .fixed(let name): .fixed(name)
            case .attribute(let name): .attribute(name)
            }
        return switch content {
        case .value(let value): Field<Whole>(name, .value { value(part($0)) })
        case .fields(let fields): Field<Whole>(name, .fields(fields.map { $0.of(part) }))
        }
    }
}
