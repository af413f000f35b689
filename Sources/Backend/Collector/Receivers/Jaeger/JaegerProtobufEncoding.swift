package import TraceModel
import WireFormats

/// Requests of Jaeger's collector in protobuf.
package struct JaegerProtobufEncoding: SpanEncoding {
    package init() {}

    package var logKind: UInt16 { 3 }

    /// A span takes a tag and a length at least.
    package func mostSpans(inBytes count: Int) -> Int { count / 2 }

    package func spanCount(_ body: [UInt8]) -> Int? { JaegerProtobufDecoder.spanCount(body) }

    package func decode(_ body: [UInt8]) throws -> SpanBatch {
        try JaegerProtobufDecoder.decodeRequest(body)
    }
}
