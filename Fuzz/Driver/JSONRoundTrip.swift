package import WireFormats

/// Any bytes give traces or an error, the same ones however they are cut; traces that were read can be written
/// and read again; with `isExact`, without any loss.
package func checkRoundTrip(
    _ bytes: UnsafePointer<UInt8>?,
    _ count: Int,
    _ format: WrittenFormat,
    isExact: Bool = false
) {
    let body = UnsafeBufferPointer(start: bytes, count: count)
    let whole = decode(body, format, chunk: max(1, count))
    let pieces = decode(body, format, chunk: 1 + count % 13)
    precondition(whole.error?.offset == pieces.error?.offset, "another place of the error")
    precondition(whole.error?.path == pieces.error?.path, "another path of the error")
    precondition(whole.decoded.report == pieces.decoded.report, "another report")
    let written = encodeTraces(whole.decoded.traces, as: format)
    precondition(written == encodeTraces(pieces.decoded.traces, as: format), "other traces")
    let again = written.withUnsafeBufferPointer { decode($0, format, chunk: $0.count) }
    precondition(again.error == nil, "what was written cannot be read")
    precondition(again.decoded.report.spans == whole.decoded.report.spans, "spans were lost")
    precondition(
        !isExact || encodeTraces(again.decoded.traces, as: format) == written,
        "what was read again is not what was written"
    )
}

/// What comes of `bytes` in pieces, in the given format or whatever it is found to be.
func decode(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ format: WrittenFormat?,
    chunk: Int
) -> (decoded: DecodedTraces, error: DecodeError?) {
    var decoder = TraceDecoder(format: format)
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
