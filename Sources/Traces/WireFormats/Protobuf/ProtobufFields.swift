/// The fields of a small message one by one, for messages that need no speed.
enum ProtobufFields {
    /// A field as it stands on the wire; fixed-width ones and groups are gone over.
    struct Field {
        var number: UInt32
        var varint: UInt64?
        var bytes: [UInt8]?
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
                var field = Field(number: UInt32(truncatingIfNeeded: tag >> 3))
                switch tag & 7 {
                case 0 where tag >= 8: field.varint = try cursor.varint()
                case 2 where tag >= 8:
                    field.bytes = Array(cursor.bytes(try cursor.lengthDelimited()))
                default: try cursor.skip(tag, known: 0...0)
                }
                return (field, cursor.offset)
            }
        }
        return try result.get()
    }
}
