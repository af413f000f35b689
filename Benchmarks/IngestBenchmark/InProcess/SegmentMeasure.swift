import Storage
import TraceModel
import WireFormats

/// What a span takes in a segment, part by part, and how fast segments are made and read.
func measureSegments(_ requests: [[UInt8]]) throws {
    var builder = SegmentBuilder()
    for request in requests {
        let columns = try OTLPProtobufDecoder.decode(request).batch.columns
        guard builder.append(columns) == columns.count else { break }
    }
    let spans = Double(builder.count)
    let start = Measure.cpu()
    let bytes = try builder.finish()
    let sealed = Measure.cpu()
    row(
        "sealing, one core",
        figure(spans / (sealed - start) / 1000, "k spans/s"),
        figure(Double(bytes.count) / spans, "B a span")
    )
    let segment = try Segment(SegmentMemory(copying: bytes))
    let opened = Measure.cpu()
    try segment.verify()
    row("checking a segment", figure((Measure.cpu() - opened) * 1000, "ms"))
    let before = Measure.cpu()
    var copy = SegmentCopy(segment)
    var copies = TraceBuilder()
    for place in 0..<segment.traceCount {
        let rows = segment.rows(ofTraceAt: place)
        copy.append(0..<rows.count, ofTraceAt: place, to: &copies)
    }
    precondition(copies.spanCount == segment.count && !copy.isDamaged, "spans were lost")
    row(
        "reading all spans of a segment",
        figure(spans / (Measure.cpu() - before) / 1000, "k spans/s")
    )
    for (section, bytes) in segment.sectionSizes where Double(bytes) / spans >= 0.05 {
        row("  " + section.name, figure(Double(bytes) / spans, "B a span"))
    }
}
