import PlainText
package import TraceModel

/// Members of objects with their values, and objects and lists with what is in them.
extension JSONWriter {
    /// A document that `body` writes.
    package static func document(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        body(&writer)
        return writer.take()
    }

    package mutating func field(_ key: StaticString, _ value: String) {
        self.key(key)
        string(value)
    }

    package mutating func field(_ key: StaticString, _ value: some FixedWidthInteger) {
        self.key(key)
        number(value)
    }

    /// NaN and infinities become null.
    package mutating func field(_ key: StaticString, _ value: Double) {
        self.key(key)
        number(value)
    }

    package mutating func field(_ key: StaticString, _ value: Bool) {
        self.key(key)
        bool(value)
    }

    /// RFC 3339 with nanoseconds.
    package mutating func field(_ key: StaticString, _ time: Timestamp) {
        field(key, optional: time.isKnown ? TimeText.rfc3339(time) : nil)
    }

    package mutating func field(_ key: StaticString, nanoseconds: Nanoseconds) {
        field(key, nanoseconds)
    }

    /// An integer in a string, as 64-bit ones stand in protobuf's JSON.
    package mutating func field(_ key: StaticString, quoted value: some FixedWidthInteger) {
        self.key(key)
        quoted(value)
    }

    package mutating func field(_ key: StaticString, _ values: [String]) {
        list(key, values) { $0.string($1) }
    }

    /// A member whose key is any text.
    package mutating func field(text key: String, _ value: String) {
        self.key(text: key)
        string(value)
    }

    /// The field is null when there is no value.
    package mutating func field(_ key: StaticString, optional value: String?) {
        self.key(key)
        if let value { string(value) } else { null() }
    }

    /// The field is null when there is no value.
    package mutating func field(_ key: StaticString, optional value: (some FixedWidthInteger)?) {
        self.key(key)
        if let value { number(value) } else { null() }
    }

    /// The field is null when there is no value, or none that JSON has a number for.
    package mutating func field(_ key: StaticString, optional value: Double?) {
        self.key(key)
        if let value { number(value) } else { null() }
    }

    /// An array of what `write` writes for each element.
    package mutating func list<Element>(
        _ elements: some Sequence<Element>,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }

    package mutating func list<Element>(
        _ key: StaticString,
        _ elements: some Sequence<Element>,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        self.key(key)
        list(elements, write)
    }

    /// A list of what `body` writes.
    package mutating func list(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
        self.key(key)
        beginArray()
        body(&self)
        endArray()
    }

    /// An object of the fields that `body` writes.
    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        beginObject()
        body(&self)
        endObject()
    }

    package mutating func object(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
        self.key(key)
        object(body)
    }
}
