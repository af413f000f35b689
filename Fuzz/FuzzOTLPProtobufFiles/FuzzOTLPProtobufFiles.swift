import FuzzDriver
import WireFormats

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOTLPProtobufFiles(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    checkAnyInput(bytes, count)
    return 0
}

@_cdecl("FuzzOTLPProtobufFiles_main")
func mainFuzzOTLPProtobufFiles(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzOTLPProtobufFiles($0, $1) }
}
