package import WireFormats

/// Any bytes, of whatever format they are, give traces or an error, the same ones however they are cut; and what was read can be
/// written and read again.
package func checkAnyInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) {
    let body = UnsafeBufferPointer(start: bytes, count: count)
    let whole = decode(body, nil, chunk: max(1, count))
    let pieces = decode(body, nil, chunk: 1 + count % 13)
    // Where a broken line ends may depend on how much of it was seen when it broke.
    if whole.decoded.report.brokenLines.count + pieces.decoded.report.brokenLines.count == 0 {
        precondition(whole.error?.offset == pieces.error?.offset, "another place of the error")
        precondition(whole.error?.path == pieces.error?.path, "another path of the error")
        var (report, other) = (whole.decoded.report, pieces.decoded.report)
        // Of a piece of UTF-16 all is looked at before its text is read, behind an error too.
        if whole.error != nil { (report.repairedStrings, other.repairedStrings) = (0, 0) }
        precondition(report == other, "another report")
        let written = encodeTraces(whole.decoded.traces, as: .otlpJSON)
        precondition(
            written == encodeTraces(pieces.decoded.traces, as: .otlpJSON),
            "other traces"
        )
    }
    let written = encodeTraces(whole.decoded.traces, as: .spoorJSON)
    let again = written.withUnsafeBufferPointer { decode($0, .spoorJSON, chunk: $0.count) }
    precondition(again.error == nil, "what was written cannot be read")
    precondition(again.decoded.report.spans == whole.decoded.report.spans, "spans were lost")
}
