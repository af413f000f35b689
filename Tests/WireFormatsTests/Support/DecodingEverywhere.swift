import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// Decodes `bytes` whole, byte by byte and in pieces of 7, which must come to the same.
func decodeHoweverCut(
    _ bytes: [UInt8],
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> DecodedTraces {
    let whole = try decodeTraces(bytes)
    for size in [1, 7] {
        var decoder = TraceDecoder()
        for start in stride(from: 0, to: bytes.count, by: size) {
            try decoder.feed(Array(bytes[start..<min(bytes.count, start + size)]))
        }
        let pieces = try decoder.finish()
        #expect(
            pieces.records == whole.records,
            "in pieces of \(size)",
            sourceLocation: sourceLocation
        )
        #expect(
            pieces.report == whole.report,
            "in pieces of \(size)",
            sourceLocation: sourceLocation
        )
    }
    return whole
}

func decodeHoweverCut(
    _ text: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> DecodedTraces {
    try decodeHoweverCut(Array(text.utf8), sourceLocation: sourceLocation)
}

/// Decodes one of the trace files among the fixtures, however cut.
func decodeTraceFile(_ name: String) throws -> DecodedTraces {
    try decodeHoweverCut(try RepositoryFiles.fixtureBytes("trace-files/" + name))
}

/// `bytes` cut short and with bytes changed, at random: whatever comes out, it must come out without end or crash, and the same
/// however cut.
func damage(_ bytes: [UInt8], seed: UInt64, rounds: Int = 60) {
    var random = SeededGenerator(seed: seed)
    for round in 0..<rounds {
        var damaged = bytes
        if Bool.random(using: &random) {
            damaged.removeLast(Int.random(in: 0..<damaged.count, using: &random))
        }
        for _ in 0..<Int.random(in: 0...3, using: &random) where !damaged.isEmpty {
            let place = Int.random(in: 0..<damaged.count, using: &random)
            damaged[place] = UInt8.random(in: 0...255, using: &random)
        }
        let whole = outcome(damaged, size: max(1, damaged.count))
        let pieces = outcome(damaged, size: 5)
        // Where a broken line ends may depend on how much of it was seen when it broke.
        if whole.hasBrokenLines || pieces.hasBrokenLines { continue }
        #expect(whole.records == pieces.records, "seed \(seed), round \(round)")
        #expect(whole.error?.offset == pieces.error?.offset, "seed \(seed), round \(round)")
        #expect(whole.error?.path == pieces.error?.path, "seed \(seed), round \(round)")
    }
}

/// What comes of `bytes` must be the same in pieces of any size up to 13, errors and their places too.
func expectSameError(
    _ bytes: [UInt8],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let whole = outcome(bytes, size: max(1, bytes.count))
    for size in 1...13 {
        let pieces = outcome(bytes, size: size)
        #expect(
            whole.error?.offset == pieces.error?.offset && whole.error?.path == pieces.error?.path
                && whole.records == pieces.records,
            "in pieces of \(size): \(String(describing: whole.error)), \(String(describing: pieces.error))",
            sourceLocation: sourceLocation
        )
    }
}

private struct Outcome {
    var records: [SpanRecord]
    var hasBrokenLines: Bool
    var error: DecodeError?

    init(_ decoded: DecodedTraces, _ error: DecodeError?) {
        records = decoded.records
        hasBrokenLines = decoded.report.brokenLines.count > 0
        self.error = error
    }
}

private func outcome(_ bytes: [UInt8], size: Int) -> Outcome {
    var decoder = TraceDecoder()
    do throws(DecodeError) {
        for start in stride(from: 0, to: bytes.count, by: size) {
            try decoder.feed(Array(bytes[start..<min(bytes.count, start + size)]))
        }
        return Outcome(try decoder.finish(), nil)
    } catch {
        return Outcome(decoder.partial(), error)
    }
}

extension Attribute {
    /// An attribute in few words.
    init(_ key: String, _ value: AttributeValue) { self.init(key: key, value: value) }
}
