import FuzzDriver
import WireFormats

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzStoredDocuments(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    checkAnyInput(bytes, count)
    return 0
}

@_cdecl("FuzzStoredDocuments_main")
func mainFuzzStoredDocuments(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzStoredDocuments($0, $1) }
}
