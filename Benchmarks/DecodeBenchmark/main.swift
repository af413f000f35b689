// Decodes one generated Jaeger trace with our decoder, Foundation's and simdjson, each in a process of its own.
//
//   DecodeBenchmark [SPANS]             generate, measure all, print a table
//   DecodeBenchmark simdjson [SPANS…]   the same without Foundation, which is slow, for several sizes
//   DecodeBenchmark generate SPANS FILE write the document and stop

import Foundation
import TraceModel
import WireFormats

struct Failure: Error {
    var description: String
}

func generate(_ spans: Int, _ path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
        let file = FileHandle(forWritingAtPath: path)
    else { throw Failure(description: "cannot write \(path)") }
    var trace = GeneratedTrace(spanCount: spans)
    trace.write { file.write(Data($0)) }
    try file.close()
}

func decodeStreaming(_ path: String, _ chunk: Int) throws -> Measurement {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw Failure(description: "cannot read \(path)") }
    defer { close(descriptor) }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: chunk)
    defer { buffer.deallocate() }
    return try Measurement.measure {
        var decoder = TraceDecoder()
        while true {
            let count = read(descriptor, buffer.baseAddress, chunk)
            guard count > 0 else { break }
            try decoder.feed(UnsafeBufferPointer(rebasing: buffer[..<count]))
        }
        let decoded = try decoder.finish()
        return (decoded.report.spans, decoded.traces.first?.columns.byteCount ?? 0)
    }
}

func decodeWithFoundation(_ path: String) throws -> Measurement {
    try Measurement.measure {
        let data = try Data(contentsOf: URL(filePath: path))
        let answer = try JSONDecoder().decode(CodableAnswer.self, from: data)
        return (answer.data.reduce(0) { $0 + $1.spans.count }, 0)
    }
}

/// Runs this program again for one measurement.
func inOwnProcess(_ arguments: [String]) throws -> Measurement {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Measurement.self, from: output)
}

/// The measurements of three runs each that took least of the processor; the runs take turns, so that all see the same machine.
func best(_ measures: [() throws -> Measurement?]) throws -> [Measurement?] {
    var best: [Measurement?] = measures.map { _ in nil }
    for _ in 0..<3 {
        for (place, measure) in measures.enumerated() {
            guard let found = try measure() else { continue }
            if best[place].map({ found.processorSeconds < $0.processorSeconds }) ?? true {
                best[place] = found
            }
        }
    }
    return best
}

func row(_ name: String, _ measurement: Measurement, bytes: Int) -> String {
    let speed = Double(bytes) / 1e6 / measurement.processorSeconds
    return String(
        format: "%-34@ %8.2f s, of processor %8.2f s %8.1f MB/s %8.1f MB peak",
        name as NSString,
        measurement.seconds,
        measurement.processorSeconds,
        speed,
        Double(measurement.peakBytes) / 1e6
    )
}

func compare(_ spans: Int, withFoundation: Bool) throws {
    let path = NSTemporaryDirectory() + "/decode-benchmark-\(getpid()).json"
    defer { unlink(path) }
    try generate(spans, path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let bytes = attributes[.size] as? Int ?? 0
    let found = try best([
        { try inOwnProcess(["stream", path, "65536"]) },
        { try inOwnProcess(["stream", path, "\(4 << 20)"]) },
        { try SimdJSON.measure(path) },
    ])
    guard let ours = found[0], let batched = found[1] else {
        throw Failure(description: "nothing was measured")
    }
    guard found.allSatisfy({ $0?.spans ?? spans == spans }) else {
        throw Failure(description: "not all of \(spans) spans were read")
    }
    print("Jaeger JSON, \(spans) spans, \(bytes / 1_000_000) MB")
    print(row("streaming, chunks of 64 kB", ours, bytes: bytes))
    print(row("as files are, on all cores", batched, bytes: bytes))
    if let theirs = found[2] {
        print(row("simdjson, its tree, without reading", theirs, bytes: bytes))
        print(
            String(
                format: "of simdjson's time %.2f of wall, %.2f of processor; of its memory %.2f",
                batched.seconds / theirs.seconds,
                batched.processorSeconds / theirs.processorSeconds,
                Double(batched.peakBytes) / Double(max(1, theirs.peakBytes))
            )
        )
    } else {
        print(SimdJSON.absence)
    }
    guard withFoundation else { return }
    let foundation = try inOwnProcess(["foundation", path])
    guard foundation.spans == spans else {
        throw Failure(description: "\(foundation.spans) spans of \(spans)")
    }
    print(row("JSONDecoder, whole document", foundation, bytes: bytes))
    let columns = Double(ours.columnBytes)
    print(
        String(
            format: "ratio %.1f × (goal ≥ 8); peak %.2f × the %.1f MB of columns (goal ≤ 2.5)",
            foundation.processorSeconds / ours.processorSeconds,
            Double(ours.peakBytes) / columns,
            columns / 1e6
        )
    )
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "generate":
    guard arguments.count == 3, let spans = Int(arguments[1]) else {
        throw Failure(description: "usage: DecodeBenchmark generate SPANS FILE")
    }
    try generate(spans, arguments[2])
case "stream":
    let measurement = try decodeStreaming(arguments[1], Int(arguments[2]) ?? 65536)
    print(String(decoding: try JSONEncoder().encode(measurement), as: UTF8.self))
case "foundation":
    let measurement = try decodeWithFoundation(arguments[1])
    print(String(decoding: try JSONEncoder().encode(measurement), as: UTF8.self))
case "simdjson":
    let sizes = arguments.dropFirst().compactMap { Int($0) }
    for spans in sizes.isEmpty ? [1_000, 10_000, 100_000, 1_000_000] : sizes {
        try compare(spans, withFoundation: false)
    }
default:
    try compare(arguments.first.flatMap { Int($0) } ?? 100_000, withFoundation: true)
}
