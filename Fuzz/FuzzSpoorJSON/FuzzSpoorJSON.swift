import FuzzDriver
import WireFormats

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzSpoorJSON(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    checkRoundTrip(bytes, count, .spoorJSON, isExact: true)
    return 0
}

@_cdecl("FuzzSpoorJSON_main")
func mainFuzzSpoorJSON(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzSpoorJSON($0, $1) }
}
