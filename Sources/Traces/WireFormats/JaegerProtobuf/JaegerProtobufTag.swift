/// Tags of the fields of jaeger-idl `api_v2/model.proto` and `collector.proto`: field number and wire type.
enum JaegerProtobufTag {
    private static func varint(_ field: UInt64) -> UInt64 { field << 3 }
    private static func fixed64(_ field: UInt64) -> UInt64 { field << 3 | 1 }
    private static func bytes(_ field: UInt64) -> UInt64 { field << 3 | 2 }

    enum PostSpansRequest {
        static let batch = bytes(1)
        static let known: ClosedRange<UInt32> = 1...1
    }

    enum Batch {
        static let spans = bytes(1)
        static let process = bytes(2)
        static let known: ClosedRange<UInt32> = 1...2
    }

    enum Process {
        static let serviceName = bytes(1)
        static let tags = bytes(2)
        static let known: ClosedRange<UInt32> = 1...2
    }

    enum Span {
        static let traceID = bytes(1)
        static let spanID = bytes(2)
        static let operationName = bytes(3)
        static let references = bytes(4)
        static let flags = varint(5)
        static let startTime = bytes(6)
        static let duration = bytes(7)
        static let tags = bytes(8)
        static let logs = bytes(9)
        static let process = bytes(10)
        static let processID = bytes(11)
        static let warnings = bytes(12)
        static let known: ClosedRange<UInt32> = 1...12
    }

    enum SpanRef {
        static let traceID = bytes(1)
        static let spanID = bytes(2)
        static let type = varint(3)
        static let known: ClosedRange<UInt32> = 1...3
    }

    enum KeyValue {
        static let key = bytes(1)
        static let type = varint(2)
        static let string = bytes(3)
        static let bool = varint(4)
        static let int = varint(5)
        static let double = fixed64(6)
        static let binary = bytes(7)
        static let known: ClosedRange<UInt32> = 1...7
    }

    enum Log {
        static let timestamp = bytes(1)
        static let fields = bytes(2)
        static let known: ClosedRange<UInt32> = 1...2
    }

    /// `google.protobuf.Timestamp` and `Duration` alike.
    enum Time {
        static let seconds = varint(1)
        static let nanoseconds = varint(2)
        static let known: ClosedRange<UInt32> = 1...2
    }
}
