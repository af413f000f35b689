import FuzzDriver
import WireFormats

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzZipkinJSON(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    checkAnyInput(bytes, count)
    return 0
}

@_cdecl("FuzzZipkinJSON_main")
func mainFuzzZipkinJSON(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzZipkinJSON($0, $1) }
}
