/// Tags of the fields of opentelemetry-proto: field number and wire type as they stand before a value.
///
/// `trace.proto`, `common.proto`, `resource.proto` and `trace_service.proto` of opentelemetry-proto 1.9.
enum OTLPTag {
    private static func varint(_ field: UInt64) -> UInt64 { field << 3 }
    private static func fixed64(_ field: UInt64) -> UInt64 { field << 3 | 1 }
    private static func bytes(_ field: UInt64) -> UInt64 { field << 3 | 2 }
    private static func fixed32(_ field: UInt64) -> UInt64 { field << 3 | 5 }

    enum Request {
        static let resourceSpans = bytes(1)
        static let known: ClosedRange<UInt32> = 1...1
    }

    enum ResourceSpans {
        static let resource = bytes(1)
        static let scopeSpans = bytes(2)
        static let schemaURL = bytes(3)
        static let known: ClosedRange<UInt32> = 1...3
    }

    enum Resource {
        static let attributes = bytes(1)
        static let droppedAttributes = varint(2)
        static let known: ClosedRange<UInt32> = 1...2
    }

    enum ScopeSpans {
        static let scope = bytes(1)
        static let spans = bytes(2)
        static let schemaURL = bytes(3)
        static let known: ClosedRange<UInt32> = 1...3
    }

    enum Scope {
        static let name = bytes(1)
        static let version = bytes(2)
        static let attributes = bytes(3)
        static let droppedAttributes = varint(4)
        static let known: ClosedRange<UInt32> = 1...4
    }

    enum Span {
        static let traceID = bytes(1)
        static let spanID = bytes(2)
        static let traceState = bytes(3)
        static let parentSpanID = bytes(4)
        static let name = bytes(5)
        static let kind = varint(6)
        static let start = fixed64(7)
        static let end = fixed64(8)
        static let attributes = bytes(9)
        static let droppedAttributes = varint(10)
        static let events = bytes(11)
        static let droppedEvents = varint(12)
        static let links = bytes(13)
        static let droppedLinks = varint(14)
        static let status = bytes(15)
        static let flags = fixed32(16)
        static let known: ClosedRange<UInt32> = 1...16
    }

    enum Event {
        static let time = fixed64(1)
        static let name = bytes(2)
        static let attributes = bytes(3)
        static let droppedAttributes = varint(4)
        static let known: ClosedRange<UInt32> = 1...4
    }

    enum Link {
        static let traceID = bytes(1)
        static let spanID = bytes(2)
        static let traceState = bytes(3)
        static let attributes = bytes(4)
        static let droppedAttributes = varint(5)
        static let flags = fixed32(6)
        static let known: ClosedRange<UInt32> = 1...6
    }

    enum Status {
        static let message = bytes(2)
        static let code = varint(3)
        static let known: ClosedRange<UInt32> = 2...3
    }

    enum KeyValue {
        static let key = bytes(1)
        static let value = bytes(2)
        static let known: ClosedRange<UInt32> = 1...2
    }

    enum AnyValue {
        static let string = bytes(1)
        static let bool = varint(2)
        static let int = varint(3)
        static let double = fixed64(4)
        static let array = bytes(5)
        static let map = bytes(6)
        static let bytesValue = bytes(7)
        static let known: ClosedRange<UInt32> = 1...7
    }

    /// `ArrayValue` and `KeyValueList` alike.
    enum List {
        static let values = bytes(1)
        static let known: ClosedRange<UInt32> = 1...1
    }
}
