import FuzzDriver
import WireFormats

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzJaegerJSON(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    checkRoundTrip(bytes, count, .jaegerJSON)
    return 0
}

@_cdecl("FuzzJaegerJSON_main")
func mainFuzzJaegerJSON(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzJaegerJSON($0, $1) }
}
