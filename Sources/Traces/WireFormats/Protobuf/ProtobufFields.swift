/// The fields of a small message one by one, for messages that need no speed.
enum ProtobufFields {
    /// A field as it stands on the wire; those of four bytes and groups are gone over.
    struct Field {
        enum Value {
            case varint(UInt64)
            case bytes([UInt8])
            case fixed64(UInt64)
            case passedOver
        }

        let number: UInt32
        let wireType: UInt8
        /// Where its value begins.
        let offset: Int
        let value: Value

        /// The value of an integer.
        ///
        /// - Throws: If it is written as something else.
        func varint() throws(ProtobufError) -> UInt64 {
            guard case .varint(let value) = value else { throw wrongType }
            return value
        }

        /// The value of bytes, a text or a message.
        ///
        /// - Throws: If it is written as something else.
        func bytes() throws(ProtobufError) -> [UInt8] {
            guard case .bytes(let value) = value else { throw wrongType }
            return value
        }

        /// The value of eight bytes.
        ///
        /// - Throws: If it is written as something else.
        func fixed64() throws(ProtobufError) -> UInt64 {
            guard case .fixed64(let value) = value else { throw wrongType }
            return value
        }

        private var wrongType: ProtobufError {
            ProtobufError(.wrongWireType(field: number, type: wireType), at: offset)
        }
    }

    /// Calls `body` with every field of the message in `bytes`.
    static func forEach(
        in bytes: [UInt8],
        _ body: (Field) throws(ProtobufError) -> Void
    ) throws(ProtobufError) {
        var offset = 0
        while offset < bytes.count {
            let (field, next) = try read(bytes, from: offset)
            try body(field)
            offset = next
        }
    }

    private static func read(
        _ bytes: [UInt8],
        from offset: Int
    ) throws(ProtobufError) -> (Field, Int) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(ProtobufError) -> (Field, Int) in
                guard let base = buffer.baseAddress else {
                    throw ProtobufError(.truncated, at: offset)
                }
                var cursor = ProtobufCursor(base, offset..<buffer.count)
                let tag = try cursor.varint()
                let start = cursor.offset
                let value: Field.Value
                switch tag & 7 {
                case 0 where tag >= 8: value = .varint(try cursor.varint())
                case 1 where tag >= 8: value = .fixed64(try cursor.fixed64())
                case 2 where tag >= 8:
                    value = .bytes(Array(cursor.bytes(try cursor.lengthDelimited())))
                default:
                    try cursor.skip(tag, known: 0...0)
                    value = .passedOver
                }
                let field = Field(
                    number: UInt32(truncatingIfNeeded: tag >> 3),
                    wireType: UInt8(tag & 7),
                    offset: start,
                    value: value
                )
                return (field, cursor.offset)
            }
        }
        return try result.get()
    }
}

extension ProtobufFields.Field {
    /// The bytes as text.
    func text() throws(ProtobufError) -> String { String(decoding: try bytes(), as: UTF8.self) }

    /// The bytes as a `Timestamp` or a `Duration`.
    func time() throws(ProtobufError) -> ProtobufTime {
        var time = ProtobufTime()
        try ProtobufFields.forEach(in: try bytes()) { field throws(ProtobufError) in
            if field.number == 1 { time.seconds = Int64(bitPattern: try field.varint()) }
            if field.number == 2 { time.rest = Int32(truncatingIfNeeded: try field.varint()) }
        }
        return time
    }
}
