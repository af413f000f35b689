import FuzzDriver
import TraceModel
import WireFormats

/// Any bytes give a batch or an error; a batch that was read can be written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOTLPProtobuf(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let body = UnsafeRawBufferPointer(start: bytes, count: count)
    guard let request = try? OTLPProtobufDecoder.decode(body) else { return 0 }
    let written = OTLPProtobufEncoder.encode(request.batch)
    do {
        let again = try OTLPProtobufDecoder.decode(written)
        precondition(again.batch.count == request.batch.count, "spans were lost")
        precondition(again.valuesCut == 0, "values were cut twice")
    } catch { preconditionFailure("what was written cannot be read: \(error)") }
    return 0
}

@_cdecl("FuzzOTLPProtobuf_main")
func mainFuzzOTLPProtobuf(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzOTLPProtobuf($0, $1) }
}
