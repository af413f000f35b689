import Glibc
import TestSupport

/// Sends more than twice what the backend takes in for a minute, looks whether memory stays flat, and compares
/// books.
func measureOverload() throws {
    print("")
    let sustained = try sustainedRate()
    let backend = try ServedBackend.serve(
        .memory,
        "--memory",
        "256MB",
        "--max-traces",
        "10000000",
        "--queue-spans",
        "16384"
    )
    let sender = try Sender(
        to: backend.port("otlp-http"),
        connections: 64,
        seconds: 60,
        rate: sustained * overload
    )
    sender.begin()
    var resident: [Int] = []
    for _ in 0..<60 {
        usleep(1_000_000)
        resident.append(backend.program.use.residentBytes)
    }
    let sent = try sender.result()
    let figures = try backend.drained()
    let late = resident.suffix(30)
    row(
        "overload for 60 s",
        "queue of 16,384 spans",
        figure(sustained / 1000, "k spans/s taken before")
    )
    row(
        "offered",
        figure(Double(sent.sent) / sent.seconds / 1000, "k spans/s"),
        figure(Double(sent.sent) / Double(max(sent.accepted, 1)), "times what was taken")
    )
    row(
        "resident, last 30 s",
        figure(Double(late.min() ?? 0) / 1e6, "MB least"),
        figure(Double(late.max() ?? 0) / 1e6, "MB most"),
        "(limit of the store 256 MB)"
    )
    printBalance(sent, figures)
    backend.program.end()
}

/// Sender and backend share the cores, so less is taken while more is sent; and some of what is due comes late.
private let overload = 2.2

/// Spans a second that are taken when nothing is held back.
private func sustainedRate() throws -> Double {
    let backend = try ServedBackend.serve(.memory, "--memory", "256MB")
    let sender = try Sender(to: backend.port("otlp-http"), seconds: 4)
    sender.begin()
    let result = try sender.result()
    backend.program.end()
    return Double(result.accepted) / result.seconds
}

/// Both sides' books, side by side.
private func printBalance(_ sent: SenderResult, _ figures: [String: Double]) {
    func count(_ name: String) -> Int { Int(figures[name] ?? -1) }
    let accepted = count("otelcol_receiver_accepted_spans")
    let refused = count("otelcol_receiver_refused_spans")
    let stored = count("otelcol_exporter_sent_spans")
    let lost = count("otelcol_exporter_send_failed_spans")
    let queued = count("otelcol_exporter_queue_size")
    row("sender: sent", "\(sent.sent) = \(sent.accepted) taken + \(sent.refused) refused")
    row(
        "backend: received",
        "\(accepted + refused) = \(stored) stored + \(refused) refused + \(lost) dropped + \(queued) queued"
    )
    let isBalanced =
        sent.sent == sent.accepted + sent.refused && sent.accepted == accepted
        && sent.refused == refused && accepted + refused == stored + refused + lost + queued
    row("every span accounted for", isBalanced ? "yes" : "NO")
    row(
        "taken",
        figure(Double(sent.accepted) / sent.seconds / 1000, "k spans/s"),
        figure(sent.high * 1000, "ms p99 of an answer")
    )
}
