import Explorer
import PlainText
import WireFormats

extension JSONWriter {
    /// An object of the fields of a row, with further fields that `more` writes.
    mutating func row<Row>(
        _ row: Row,
        _ fields: [Field<Row>],
        more: (inout JSONWriter) -> Void = { _ in }
    ) {
        beginObject()
        write(fields, of: row)
        more(&self)
        endObject()
    }

    private mutating func write<Row>(_ fields: [Field<Row>], of row: Row) {
        for field in fields {
            switch field.content {
            case .fields(let fields):
                key(of: field)
                beginObject()
                write(fields, of: row)
                endObject()
            case .value(let value):
                let value = value(row)
                if case .absent = value { continue }
                key(of: field)
                write(value)
            }
        }
    }

    private mutating func key<Row>(of field: Field<Row>) {
        switch field.name {
        case .fixed(let name): key(name)
        case .attribute(let name): key(text: name)
        }
    }

    mutating func write(_ value: FieldValue) {
        switch value {
        case .unknown, .absent: null()
        case .text(let text): string(text)
        case .integer(let value): number(value)
        case .number(let value): number(value)
        case .flag(let value): bool(value)
        case .time(let time): string(TimeText.rfc3339(time))
        case .json(let text): json(text.utf8)
        case .list(let values):
            beginArray()
            for value in values { write(value) }
            endArray()
        case .object(let entries):
            beginObject()
            for entry in entries {
                key(text: entry.key)
                write(entry.value)
            }
            endObject()
        }
    }
}
