import Glibc

/// How long questions take over HTTP at a million stored spans, in quiet and while spans come in.
func measureQuestions() throws {
    print("")
    let backend = try ServedBackend.serve(.memory, "--memory", "2GB", "--max-traces", "100000")
    let filler = try Sender(to: backend.port("otlp-http"), seconds: 600, rate: 100_000)
    filler.begin()
    while try backend.figures()["spoor_store_evicted_traces"] == 0 { usleep(200_000) }
    // Held at the limit of traces from here on: a million spans.
    let questions = try Questions(backend)
    table("question, ms, while 100,000 spans/s come in", ["p50", "p99", "max", "kB"])
    for question in questions.all { try question.ask(backend) }
    filler.stop()
    let figures = try backend.drained()
    table(
        "in quiet, \(Int((figures["spoor_store_spans"] ?? 0) / 1000))k spans",
        ["p50", "p99", "max", "kB"]
    )
    for question in try Questions(backend).all { try question.ask(backend) }
    backend.program.end()
}

extension Questions.Question {
    /// Asks a hundred times and prints what it took.
    func ask(_ backend: ServedBackend) throws {
        let connection = try backend.connect("query")
        var times: [Double] = []
        var bytes = 0
        for _ in 0..<100 {
            let start = Measure.now()
            let answer = try connection.get(target)
            times.append((Measure.now() - start) * 1000)
            bytes = answer.body.count
            guard answer.status == 200 else {
                throw ChildProgram.Failure(description: "\(target): \(answer.text)")
            }
        }
        times.sort()
        table(
            name,
            [times[50], times[98], times[99], Double(bytes) / 1000].map { figure($0, "") }
        )
    }
}
