import TestSupport

/// How fast spans go from a sender's socket into the store, beside the same requests into a sink.
func measureThroughput() throws {
    print("")
    table(
        "batch, coding, receiver",
        ["k spans/s", "µs CPU", "µs sender", "ms p50", "ms p99", "ms max"]
    )
    for (batch, coding) in [(512, "identity"), (8192, "identity"), (512, "gzip"), (512, "zstd")] {
        let sink = try ServedBackend.sink()
        let reference = try run(sink, "sink", batch: batch, coding: coding)
        sink.program.end()
        let backend = try ServedBackend.serve(
            .memory,
            "--memory",
            "2GB",
            "--max-traces",
            "10000000"
        )
        let before = backend.program.use.residentBytes
        let speed = try run(backend, "spoor serve", batch: batch, coding: coding)
        let figures = try backend.drained()
        let spans = figures["spoor_store_spans"] ?? 0
        row(
            "    of the sink's speed; held a span",
            figure(speed / reference * 100, "%"),
            figure((figures["spoor_store_bytes"] ?? 0) / spans, "B counted"),
            figure(Double(backend.program.use.residentBytes - before) / spans, "B resident")
        )
        backend.program.end()
        let folder = try BenchmarkFolder()
        defer { folder.remove() }
        let durable = try ServedBackend.serve(folder.medium)
        let onDisk = try run(durable, "spoor serve --data", batch: batch, coding: coding)
        row("    of the sink's speed", figure(onDisk / reference * 100, "%"))
        durable.program.end()
    }
}

/// Sends for some seconds; the spans a second that were taken.
private func run(
    _ receiver: ServedBackend,
    _ name: String,
    batch: Int,
    coding: String
) throws -> Double {
    // What is compressed is sent once, so that every span is new.
    let sender = try Sender(
        to: receiver.port("otlp-http"),
        batch: batch,
        coding: coding,
        seconds: coding == "identity" ? 8 : 2
    )
    let before = receiver.program.use.seconds
    let start = Measure.now()
    sender.begin()
    let result = try sender.result()
    if receiver.ports.count > 1 { _ = try receiver.drained() }
    let seconds = Measure.now() - start
    let spans = Double(result.accepted)
    table(
        "\(batch) \(coding) → \(name)",
        [
            spans / seconds / 1000, (receiver.program.use.seconds - before) / spans * 1e6,
            result.cpu / spans * 1e6, result.median * 1000, result.high * 1000,
            result.longest * 1000,
        ].map { figure($0, "") }
    )
    if result.failures + result.otherwise + result.refused > 0 {
        row("    not taken", "\(result.refused) refused, \(result.otherwise) else")
    }
    return spans / seconds
}
