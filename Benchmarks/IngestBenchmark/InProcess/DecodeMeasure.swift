import Glibc
import TraceModel
import WireFormats

/// How fast requests become columns, on one core, beside copying the same bytes.
func measureDecoding(_ requests: [[UInt8]], spans: Int) throws {
    let bytes = requests.reduce(0) { $0 + $1.count }
    var target = [UInt8](repeating: 0, count: requests.map(\.count).max() ?? 0)
    let copyStart = Measure.cpu()
    for _ in 0..<10 {
        for request in requests {
            target.withUnsafeMutableBytes { target in
                request.withUnsafeBytes { target.copyMemory(from: $0) }
            }
        }
    }
    let copying = (Measure.cpu() - copyStart) / 10
    let start = Measure.cpu()
    var decoded = 0
    for request in requests { decoded += try OTLPProtobufDecoder.decode(request).batch.count }
    let decoding = Measure.cpu() - start
    precondition(decoded == spans, "spans were lost")
    row("OTLP bytes a span", figure(Double(bytes) / Double(spans), "B"))
    row("copying the bytes (yardstick)", figure(Double(bytes) / copying / 1e6, "MB/s"))
    row(
        "decoding into columns",
        figure(Double(spans) / decoding / 1000, "k spans/s"),
        figure(Double(bytes) / decoding / 1e6, "MB/s"),
        figure(decoding / copying, "× copying")
    )
}
