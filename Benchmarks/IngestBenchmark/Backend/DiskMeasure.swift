import Glibc
import TestSupport

/// How `spoor serve` does with so many spans on disk: answers in quiet and while spans come in, from memory and from a cold page cache,
/// how much it holds, and how long it takes to open the folder.
func measureDisk(spans: Int) throws {
    print("")
    let folder = try BenchmarkFolder()
    defer { folder.remove() }
    var backend = try ServedBackend.serve(folder.medium)
    try fill(backend, spans: spans)
    try waitForSealing(backend)
    row(
        "spans on disk",
        "\(spans)",
        figure(Double(folder.segmentBytes) / Double(spans), "B a span")
    )
    let questions = try Questions(backend).all
    try ask(questions, backend, "in quiet, after filling")
    printMemory(backend, "memory after the questions")
    try askWhileSending(questions, backend)
    printMemory(backend, "memory after sending")

    backend.program.end()
    for run in ["from memory", "from a cold page cache"] {
        if run != "from memory" { folder.dropPages() }
        backend = try ServedBackend.serve(folder.medium)
        row("opened after a clean stop, \(run)", figure(backend.startTime * 1000, "ms"))
        if run != "from memory" {
            try askOnce(questions, backend)
            try ask(questions, backend, "the same afterwards")
            printMemory(backend, "memory after the questions")
        }
        if run == "from memory" { backend.program.end() }
    }
    try killWithFullLog(backend, folder)
}

/// Stores spans that all differ, at full speed.
private func fill(_ backend: ServedBackend, spans: Int) throws {
    let connection = try backend.connect("otlp-http")
    var shop = ShopSpans(seed: 42, spacing: 10_000_000)
    var sent = 0
    while sent < spans {
        let count = min(8192, spans - sent)
        let answer = try connection.post(shop.nextRequest(spans: count), coding: "identity")
        if answer.status == 503 {
            usleep(20_000)
        } else {
            sent += count
        }
    }
    _ = try backend.drained()
}

/// Waits until no block of spans is to be sealed, at most a minute.
private func waitForSealing(_ backend: ServedBackend) throws {
    var before = -1.0
    for _ in 0..<600 {
        let seconds = backend.program.use.seconds
        if seconds - before < 0.02 { return }
        before = seconds
        usleep(100_000)
    }
}

private func ask(_ questions: [Questions.Question], _ backend: ServedBackend, _ title: String)
    throws
{
    table("question, ms, \(title)", ["p50", "p99", "max", "kB"])
    for question in questions { try question.ask(backend) }
}

/// The first answers of a process that has just opened the folder, each question once.
private func askOnce(_ questions: [Questions.Question], _ backend: ServedBackend) throws {
    table("question, ms, first time from a cold page cache", ["first"])
    for question in questions {
        let connection = try backend.connect("query")
        let start = Measure.now()
        _ = try connection.get(question.target)
        table(question.name, [figure((Measure.now() - start) * 1000, "")])
    }
}

/// Sends at half of what the backend takes while questions are asked.
private func askWhileSending(_ questions: [Questions.Question], _ backend: ServedBackend) throws {
    let full = try Sender(to: backend.port("otlp-http"), seconds: 8)
    full.begin()
    let most = try full.result()
    let rate = Double(most.accepted) / most.seconds
    row(
        "sent at full speed for 8 s",
        figure(rate / 1000, "k spans/s"),
        figure(most.median * 1000, "ms p50"),
        figure(most.high * 1000, "ms p99")
    )
    let alone = try Sender(to: backend.port("otlp-http"), seconds: 10, rate: rate / 2)
    alone.begin()
    let quiet = try alone.result()
    printAnswers(quiet, "sent at half of that for 10 s")
    let half = try Sender(to: backend.port("otlp-http"), seconds: 20, rate: rate / 2)
    half.begin()
    try ask(questions, backend, "while \(Int(rate / 2000))k spans/s come in")
    let sent = try half.result()
    printAnswers(sent, "sent at half of that for 20 s, with questions")
}

/// How long a sender waited for its answers.
private func printAnswers(_ sent: SenderResult, _ name: String) {
    row(
        name,
        figure(sent.median * 1000, "ms p50"),
        figure(sent.high * 1000, "ms p99"),
        figure(sent.longest * 1000, "ms max")
    )
}

private func printMemory(_ backend: ServedBackend, _ name: String) {
    let use = MemoryUse(backend.program.pid)
    row(
        name,
        figure(Double(use.own) / 1e6, "MB of its own"),
        figure(Double(use.mapped) / 1e6, "MB of files in the page cache")
    )
}

/// Kills the backend while its log is as full as it gets, and opens the folder again.
private func killWithFullLog(_ backend: ServedBackend, _ folder: BenchmarkFolder) throws {
    let sender = try Sender(to: backend.port("otlp-http"), seconds: 60)
    sender.begin()
    for _ in 0..<400 where folder.logBytes < 160 << 20 { usleep(20_000) }
    let log = folder.logBytes
    kill(backend.program.pid, SIGKILL)
    backend.program.waitForEnd()
    sender.stop()
    let again = try ServedBackend.serve(folder.medium)
    row(
        "opened after kill -9, \(log >> 20) MiB of log",
        figure(again.startTime * 1000, "ms")
    )
    again.program.end()
}
