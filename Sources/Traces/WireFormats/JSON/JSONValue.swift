/// A small JSON document as a tree.
///
/// For lists of services, errors, summaries, and for single spans of formats that no server sends in bulk; never for whole traces.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case string(String)
    case array([JSONValue])
    /// In the order sent, duplicate keys kept.
    case object([JSONMember])

    /// Reads the one document in `bytes`.
    ///
    /// Byte order mark, surrounding white space and broken UTF-8 are tolerated as in traces. Memory is a
    /// multiple of the size of `bytes`, so bound that first.
    package init(parsing bytes: some Sequence<UInt8>) throws(DecodeError) {
        var tokenizer = JSONTokenizer()
        var tree = JSONTreeBuilder()
        let bytes = Array(bytes)
        let result: Result<Void, DecodeError> = bytes.withUnsafeBufferPointer { bytes in
            Result { () throws(DecodeError) in try tokenizer.feed(bytes, to: &tree) }
        }
        try result.get()
        try tokenizer.finish(&tree)
        guard !tree.isFull else {
            throw DecodeError(
                offset: bytes.count,
                path: "",
                expected: "at most \(JSONTreeBuilder.mostNodes) values",
                found: "more"
            )
        }
        guard tree.documents.count == 1 else {
            throw DecodeError(
                offset: bytes.count,
                path: "",
                expected: "one JSON document",
                found: "\(tree.documents.count)"
            )
        }
        self = tree.documents[0]
    }

    /// The first member called `key`; nil if there is none or this is not an object.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The elements of an array; nil if this is none.
    package var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members of an object; nil if this is none.
    package var members: [JSONMember]? {
        if case .object(let members) = self { members } else { nil }
    }

    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// An integer, also one written as a whole fraction or, as protobuf's JSON does, as a string.
    package var int: Int64? {
        switch self {
        case .int(let value): value
        case .double(let value): Int64(exactly: value)
        case .string(let text): Int64(text)
        default: nil
        }
    }

    /// A number, also one written as a string, such as "NaN".
    package var double: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        case .string(let text): Double(text)
        default: nil
        }
    }

    package var isNull: Bool { self == .null }
}

/// One key and value of a JSON object.
package struct JSONMember: Sendable, Hashable {
    package var key: String
    package var value: JSONValue

    package init(key: String, value: JSONValue) {
        self.key = key
        self.value = value
    }
}
