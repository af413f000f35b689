import TraceAnalysis
package import TraceModel

/// Corrects spans before they are stored, by the rules of Jaeger's storage exporter (`internal/sanitizer`
/// of Jaeger v2): missing names, names and values that are not UTF-8, ends before starts.
///
/// Nothing is lost: what is not text is kept as bytes, and a corrected end leaves a warning.
package struct SanitizingProcessor: SpanProcessor {
    package init() {}

    package var name: String { "sanitize" }

    /// The batch itself if nothing is wrong with it, which is the usual case.
    ///
    /// - Complexity: O(spans, distinct attributes and bytes of text).
    package func process(_ batch: SpanBatch) -> SpanBatch {
        let columns = batch.columns
        var work = SanitizerWork(columns)
        guard work.isNeeded else { return batch }
        work.correctText()
        work.correctServices()
        work.correctNames()
        work.correctTimes()
        return SpanBatch(columns: work.finish())
    }
}

private struct SanitizerWork: ~Copyable {
    private let columns: SpanColumns
    /// Indexes of texts that are not UTF-8.
    private let invalid: Set<StringIndex>
    private var edit: SpanColumnsEdit
    private let serviceKey: StringIndex?

    init(_ columns: SpanColumns) {
        self.columns = columns
        invalid = columns.strings.invalidUTF8()
        edit = SpanColumnsEdit(columns)
        let lacksService = columns.resources.contains { !$0.hasServiceName }
        serviceKey = lacksService ? columns.strings.firstIndex(of: "service.name") : nil
    }

    var isNeeded: Bool {
        if !invalid.isEmpty { return true }
        // Resource 0 is every builder's empty one, which spans may not use.
        let usesUnnamed = columns.resources.contains { !$0.hasServiceName || $0.serviceName == 0 }
        for row in 0..<columns.count {
            if columns.names[row] == 0 || columns.ends[row] <= columns.starts[row] { return true }
            guard usesUnnamed else { continue }
            let resource = columns.resources[Int(columns.resourceIndexes[row])]
            if !resource.hasServiceName || resource.serviceName == 0 { return true }
        }
        return false
    }

    consuming func finish() -> SpanColumns { edit.finish() }

    mutating func correctServices() {
        let missing = edit.add(text: "missing-service-name".utf8)
        let empty = edit.add(text: "empty-service-name".utf8)
        let wrongType = edit.add(text: "service-name-wrong-type".utf8)
        for index in edit.resources.indices {
            let resource = edit.resources[index]
            if resource.hasServiceName {
                if resource.serviceName == 0 { edit.resources[index].serviceName = empty }
                continue
            }
            edit.resources[index].hasServiceName = true
            let hasOtherType = resource.attributes.rows.contains {
                isServiceName(columns.attributes.rows[$0])
            }
            guard hasOtherType else {
                edit.resources[index].serviceName = missing
                continue
            }
            edit.resources[index].serviceName = wrongType
            let (distinct, key) = (columns.attributes.distinct, serviceKey)
            edit.resources[index].attributes = edit.rebuild(resource.attributes) { attribute in
                // Attributes appended by the correction of text are not the batch's own.
                Int(attribute) >= distinct.count || distinct.keys[Int(attribute)] != key
            }
        }
    }

    private func isServiceName(_ attribute: AttributeIndex) -> Bool {
        serviceKey != nil && columns.attributes.distinct.keys[Int(attribute)] == serviceKey
    }

    mutating func correctNames() {
        let empty = edit.add(text: "empty-span-name".utf8)
        let invalidName = edit.add(text: "invalid-span-name".utf8)
        for row in 0..<columns.count {
            let name = columns.names[row]
            if name == 0 {
                edit.names[row] = empty
            } else if invalid.contains(name) {
                edit.names[row] = invalidName
                let bytes = StoredAttribute(key: invalidName, value: .bytes(name))
                edit.attributeRanges[row] = edit.rebuild(edit.attributeRanges[row], adding: [bytes])
            }
        }
    }

    mutating func correctTimes() {
        for row in 0..<columns.count where columns.ends[row] <= columns.starts[row] {
            let (end, overflow) = columns.starts[row].addingReportingOverflow(1)
            edit.ends[row] = overflow ? .max : end
            let warning =
                "Negative duration detected, sanitizing end timestamp. Original end timestamp: "
                + GoTime.text(of: columns.ends[row]) + ", adjusted to: "
                + GoTime.text(of: edit.ends[row])
            edit.warnings[UInt32(row), default: []].append(edit.add(text: warning.utf8))
        }
    }

    /// Values that are not text become bytes; keys that are not text become numbered ones, whose bytes are the
    /// old key, a colon and the old value.
    mutating func correctText() {
        guard !invalid.isEmpty else { return }
        let distinct = columns.attributes.distinct
        var badKeys: Set<AttributeIndex> = []
        for index in 0..<AttributeIndex(distinct.count) {
            let attribute = distinct[index]
            if invalid.contains(attribute.key) {
                badKeys.insert(index)
            } else if attribute.value.variant == .string, let text = attribute.value.stringIndex,
                invalid.contains(text)
            {
                edit.replace(distinct: index, value: .bytes(text))
            }
        }
        guard !badKeys.isEmpty else { return }
        for resource in columns.resources { renumberKeys(resource.attributes, badKeys) }
        for scope in columns.scopes { renumberKeys(scope.attributes, badKeys) }
        for range in columns.attributeRanges { renumberKeys(range, badKeys) }
        for range in columns.events.attributes { renumberKeys(range, badKeys) }
        for range in columns.links.attributes { renumberKeys(range, badKeys) }
    }

    private mutating func renumberKeys(_ range: AttributeRange, _ badKeys: Set<AttributeIndex>) {
        var number = 0
        for row in range.rows where badKeys.contains(columns.attributes.rows[row]) {
            number += 1
            let attribute = columns.attributes.distinct[columns.attributes.rows[row]]
            var bytes = columns.strings.bytes(at: attribute.key)
            bytes.append(UInt8(ascii: ":"))
            if let text = attribute.value.stringIndex {
                bytes += columns.strings.bytes(at: text)
            } else {
                let list = AttributeList(columns: columns, rows: row..<row + 1)
                bytes += Array(list[0].value.canonicalString.utf8)
            }
            let key = edit.add(text: "invalid-tag-key-\(number)".utf8)
            let value = StoredValue.bytes(edit.add(text: bytes))
            edit.replace(attributeRow: row, with: StoredAttribute(key: key, value: value))
        }
    }
}

extension StringTable {
    /// Indexes of the strings that are not valid UTF-8.
    fileprivate func invalidUTF8() -> Set<StringIndex> {
        var invalid: Set<StringIndex> = []
        if isASCII { return invalid }
        for index in 1..<max(StringIndex(count), 1) {
            let isValid = withBytes(at: index) { bytes in
                bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
            }
            if !isValid { invalid.insert(index) }
        }
        return invalid
    }
}
