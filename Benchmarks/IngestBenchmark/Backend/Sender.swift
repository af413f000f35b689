/// The sender's process as the benchmark sees it.
struct Sender {
    private let program: ChildProgram

    /// Starts it and waits until its batches are ready.
    init(
        to port: Int,
        batch: Int = 512,
        coding: String = "identity",
        connections: Int = 8,
        seconds: Double,
        rate: Double = 0
    ) throws {
        program = try ChildProgram(
            ServedBackend.folder + "/IngestBenchmark",
            ["send", "\(port)", "\(batch)", coding, "\(connections)", "\(seconds)", "\(rate)"],
            reading: .output
        )
        guard program.line() == "ready" else {
            throw ChildProgram.Failure(description: "the sender did not begin")
        }
    }

    func begin() { program.write("go\n") }

    /// Breaks it off.
    func stop() { program.end() }

    /// Waits for its end.
    func result() throws -> SenderResult {
        guard let result = program.line().flatMap({ SenderResult($0) }) else {
            throw ChildProgram.Failure(description: "the sender broke off")
        }
        program.waitForEnd()
        return result
    }
}
