import Foundation

/// simdjson, the fastest JSON parser that is widely known, through its bindings for Python: what building its tree of the same bytes
/// takes, without making anything of it.
enum SimdJSON {
    /// The program that can import `simdjson`: `PYTHON`, or `python3`.
    private static var python: String {
        ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
    }

    static let absence =
        "simdjson is not compared: `pip install pysimdjson`, for the Python that PYTHON names, adds it."

    /// Reads a file, then parses it once.
    private static let script = """
        import json, resource, sys, time
        import simdjson
        def status(name):
            for line in open("/proc/self/status"):
                if line.startswith(name):
                    return int(line.split()[1]) * 1024
        bytes = open(sys.argv[1], "rb").read()
        before = status("VmRSS:")
        wall, processor = time.perf_counter(), time.process_time()
        tree = simdjson.Parser().parse(bytes)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        print(json.dumps({
            "seconds": wall, "processorSeconds": processor, "peakBytes": status("VmHWM:") - before,
            "spans": len(tree["data"][0]["spans"]), "columnBytes": 0,
        }))
        """

    /// Measures once, in a process of its own; nil where it is not installed.
    static func measure(_ path: String) throws -> Measurement? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, "-c", script, path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return try JSONDecoder().decode(Measurement.self, from: output)
    }
}
