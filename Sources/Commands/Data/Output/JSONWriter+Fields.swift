import Explorer
import PlainText
import TraceModel
import WireFormats

/// Fields of the answers' JSON, by the names that `docs/output.md` promises.
extension JSONWriter {
    mutating func field(_ key: StaticString, _ value: String) {
        self.key(key)
        string(value)
    }

    /// The field is null when there is no value.
    mutating func field(_ key: StaticString, optional value: String?) {
        self.key(key)
        if let value { string(value) } else { null() }
    }

    mutating func field(_ key: StaticString, _ value: Int) {
        self.key(key)
        number(value)
    }

    mutating func field(_ key: StaticString, optional value: Int?) {
        self.key(key)
        if let value { number(value) } else { null() }
    }

    mutating func field(_ key: StaticString, optional value: Double?) {
        self.key(key)
        if let value { number(value) } else { null() }
    }

    mutating func field(_ key: StaticString, _ value: Bool) {
        self.key(key)
        bool(value)
    }

    /// RFC 3339 with nanoseconds.
    mutating func field(_ key: StaticString, _ time: Timestamp) {
        field(key, TimeText.rfc3339(time))
    }

    mutating func field(_ key: StaticString, nanoseconds: Nanoseconds) {
        self.key(key)
        number(nanoseconds)
    }

    mutating func field(_ key: StaticString, _ values: [String]) {
        list(key, values) { $0.string($1) }
    }

    mutating func list<Element>(
        _ key: StaticString,
        _ elements: some Sequence<Element>,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        self.key(key)
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }

    /// A list of what `body` writes.
    mutating func list(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
        self.key(key)
        beginArray()
        body(&self)
        endArray()
    }

    /// An object of the fields that `body` writes.
    mutating func object(_ body: (inout JSONWriter) -> Void) {
        beginObject()
        body(&self)
        endObject()
    }
}
