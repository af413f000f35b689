import TraceModel
import WireFormats

/// Any bytes give traces or an error, the same ones however they are cut; traces that were read can be written
/// and read again.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzJaegerJSON(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let body = UnsafeBufferPointer(start: bytes, count: count)
    let whole = decode(body, chunk: max(1, count))
    let pieces = decode(body, chunk: 1 + count % 13)
    precondition(whole.error?.offset == pieces.error?.offset, "another place of the error")
    precondition(whole.error?.path == pieces.error?.path, "another path of the error")
    precondition(whole.decoded.report == pieces.decoded.report, "another report")
    let written = encodeJaegerJSON(whole.decoded.traces)
    precondition(written == encodeJaegerJSON(pieces.decoded.traces), "other traces")
    let again = written.withUnsafeBufferPointer { decode($0, chunk: $0.count) }
    precondition(again.error == nil, "what was written cannot be read")
    precondition(again.decoded.report.spans == whole.decoded.report.spans, "spans were lost")
    return 0
}

private func decode(
    _ bytes: UnsafeBufferPointer<UInt8>,
    chunk: Int
) -> (decoded: DecodedTraces, error: DecodeError?) {
    var decoder = JaegerJSONDecoder()
    do throws(DecodeError) {
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + chunk)
            try decoder.feed(UnsafeBufferPointer(rebasing: bytes[start..<end]))
            start = end
        }
        return (try decoder.finish(), nil)
    } catch {
        return (decoder.partial(), error)
    }
}

/// The package manager makes this the program's `main`, in place of libFuzzer's own.
@_cdecl("FuzzJaegerJSON_main")
func mainFuzzJaegerJSON(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    var argc = argc
    var argv = argv
    return runDriver(&argc, &argv) { fuzzJaegerJSON($0, $1) }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ argc: UnsafeMutablePointer<CInt>,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
