/// How long `spoor serve` takes from its start to the last listener that is ready.
func measureStart() throws {
    var times: [Double] = []
    for _ in 0..<20 {
        let backend = try ServedBackend.serve()
        times.append(backend.startTime * 1000)
        backend.program.end()
    }
    times.sort()
    row(
        "start to readiness, 20 runs",
        figure(times[10], "ms median"),
        figure(times[19], "ms longest"),
        "(budget 50 ms)"
    )
}
