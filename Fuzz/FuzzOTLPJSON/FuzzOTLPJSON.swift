import FuzzDriver
import WireFormats

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOTLPJSON(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    checkRoundTrip(bytes, count, .otlpJSON)
    return 0
}

@_cdecl("FuzzOTLPJSON_main")
func mainFuzzOTLPJSON(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzOTLPJSON($0, $1) }
}
