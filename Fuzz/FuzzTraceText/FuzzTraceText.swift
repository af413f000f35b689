import FuzzDriver
import WireFormats

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzTraceText(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    checkAnyInput(bytes, count)
    return 0
}

@_cdecl("FuzzTraceText_main")
func mainFuzzTraceText(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzTraceText($0, $1) }
}
