import Glibc

/// A `spoor serve`, or the sink, in a process of its own.
struct ServedBackend {
    let program: ChildProgram
    /// Ports by the names of their listeners.
    let ports: [String: Int]
    /// From the call that starts it to the last line that says it listens, in seconds.
    let startTime: Double

    /// The folder of this program, where the others are too.
    static var folder: String {
        let resolved = realpath("/proc/self/exe", nil)
        defer { free(resolved) }
        let path = resolved.map { String(cString: $0) } ?? ""
        return path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }

    /// Where a backend keeps its traces.
    enum Medium {
        case memory
        /// In a folder, which has all of them for longer than a benchmark takes.
        case folder(String)

        fileprivate var options: [String] {
            switch self {
            case .memory: ["--memory-only"]
            case .folder(let path): ["--data", path, "--retention", "10000d,200GB"]
            }
        }
    }

    /// Starts the program that stands beside this one, with all of its ports free ones.
    static func serve(_ medium: Medium = .memory, _ options: String...) throws -> ServedBackend {
        let ports = [
            "--otlp-grpc", "--otlp-http", "--collector-grpc", "--query", "--query-grpc",
            "--metrics", "--health",
        ]
        return try ServedBackend(
            "spoor",
            ["serve"] + medium.options + ports.flatMap { [$0, "0"] } + options,
            listeners: ports.count
        )
    }

    static func sink() throws -> ServedBackend {
        try ServedBackend("IngestBenchmark", ["sink"], listeners: 1)
    }

    private init(_ name: String, _ arguments: [String], listeners: Int) throws {
        let start = Measure.now()
        program = try ChildProgram(Self.folder + "/" + name, arguments, reading: .error)
        var ports: [String: Int] = [:]
        while ports.count < listeners {
            guard let line = program.line() else {
                throw ChildProgram.Failure(description: "\(name) ended before it listened")
            }
            let words = line.split(separator: " ")
            guard words.count == 3, words[0] == "listening",
                let port = words[2].split(separator: ":").last.flatMap({ Int($0) })
            else { continue }
            ports[String(words[1])] = port
        }
        self.ports = ports
        startTime = Measure.now() - start
    }

    func port(_ name: String) -> Int { ports[name] ?? 0 }

    func connect(_ name: String) throws -> HTTPConnection { try HTTPConnection(port: port(name)) }

    /// The figures of `/metrics` by name; there is one series of each.
    func figures() throws -> [String: Double] {
        let answer = try connect("metrics").get("/metrics")
        var figures: [String: Double] = [:]
        for line in answer.text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " ") else { continue }
            let name = line[..<space].prefix { $0 != "{" }
            figures[String(name)] = Double(line[line.index(after: space)...])
        }
        return figures
    }

    /// Waits until nothing is queued, at most 30 seconds; the figures then.
    func drained() throws -> [String: Double] {
        for _ in 0..<3000 {
            let figures = try figures()
            if figures["otelcol_exporter_queue_size"] == 0 { return figures }
            usleep(10_000)
        }
        return try figures()
    }
}
