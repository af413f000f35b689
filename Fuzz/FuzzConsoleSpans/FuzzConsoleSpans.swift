import FuzzDriver
import WireFormats

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzConsoleSpans(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    checkAnyInput(bytes, count)
    return 0
}

@_cdecl("FuzzConsoleSpans_main")
func mainFuzzConsoleSpans(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzConsoleSpans($0, $1) }
}
