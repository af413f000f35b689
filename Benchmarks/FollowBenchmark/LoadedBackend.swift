import Foundation
import TestSupport

/// `spoor demo --serve` on free ports, under load.
struct LoadedBackend {
    let query: Int
    private let process: ChildProcess

    struct Silent: Error {}

    init(program: URL, rate: Int) throws {
        let process = try ChildProcess(
            program.path,
            [
                "demo", "--serve", "--rate", "\(rate)", "--otlp-grpc", "0", "--otlp-http", "0",
                "--query", "0",
                "--metrics", "0", "--health", "0", "--memory", "2GB", "--max-traces", "1000000",
            ]
        )
        func port(_ listener: String) throws -> Int {
            let line = process.line(containing: "listening \(listener) 127.0.0.1:")
            guard let port = line?.split(separator: ":").last.flatMap({ Int($0) }) else {
                throw Silent()
            }
            return port
        }
        query = try port("query")
        self.process = process
    }

    /// Waits until the shop's last hour is there: all of its services are known then.
    func fill() async throws {
        let client = LoopbackClient()
        while try await client.get("/api/v3/services", port: query).text.split(separator: ",").count
            < 13
        {
            try await Task.sleep(for: .milliseconds(100))
        }
        try await Task.sleep(for: .seconds(2))
    }

    func stop() { process.interrupt() }
}
