import FuzzDriver
import TraceModel
import WireFormats

/// Any bytes give a batch or an error; the spans of a batch are as many as were counted without reading them.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzJaegerProtobuf(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: bytes, count: count))
    guard let batch = try? JaegerProtobufDecoder.decodeRequest(body) else { return 0 }
    precondition(JaegerProtobufDecoder.spanCount(body) == batch.count, "spans were lost")
    return 0
}

@_cdecl("FuzzJaegerProtobuf_main")
func mainFuzzJaegerProtobuf(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzJaegerProtobuf($0, $1) }
}
