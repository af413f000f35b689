/// The instrumentation library that made a span.
package struct Scope: Sendable {
    let columns: SpanColumns
    package let index: Int

    private var stored: StoredScope { columns.scopes[index] }

    package var nameIndex: StringIndex { stored.name }
    package var name: String { columns.strings[nameIndex] }
    package var versionIndex: StringIndex { stored.version }
    package var version: String { columns.strings[versionIndex] }

    package var attributes: AttributeList {
        AttributeList(columns: columns, rows: stored.attributes.rows)
    }

    package var schemaURL: String { columns.strings[stored.schemaURL] }
    package var droppedAttributes: UInt32 { stored.droppedAttributes }
}
