import FuzzDriver
import StorageFiles

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzLogFile(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    checkLogFile(bytes, count)
    return 0
}

@_cdecl("FuzzLogFile_main")
func mainFuzzLogFile(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzLogFile($0, $1) }
}
