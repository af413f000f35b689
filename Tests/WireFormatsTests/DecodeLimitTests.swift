import TestSupport
import Testing
import TraceModel

@testable import WireFormats

@Suite struct DecodeLimitTests {
    private func limits(value: Int) -> DecodeLimits {
        DecodeLimits(value: value, span: .max, traces: .max, input: .max)
    }

    private func document(_ escaped: String, _ name: String = "s") -> [UInt8] {
        Array(
            """
            {"data":[{"traceID":"1","spans":[{"traceID":"1","spanID":"2","operationName":"\(name)",\
            "startTime":1,"duration":1,"tags":[{"key":"k","type":"string","value":"\(escaped)"}]}]}]}
            """.utf8
        )
    }

    private func decoded(
        _ bytes: [UInt8],
        _ limits: DecodeLimits,
        pieces: Int = .max
    ) throws -> DecodedTraces {
        var decoder = TraceDecoder(limits: limits)
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(min(pieces, rest.count)))
            rest = rest.dropFirst(piece.count)
            try decoder.feed(piece)
        }
        return try decoder.finish()
    }

    private func value(_ decoded: DecodedTraces) throws -> String {
        let span = try #require(decoded.traces.first?[0])
        guard case .string(let text) = try #require(span.attributes.first).value else { return "" }
        return text
    }

    @Test func `a text that is too long is cut with a sign and counted, wherever chunks end`()
        throws
    {
        for pieces in [Int.max, 1, 7, 50] {
            let found = try decoded(
                document(String(repeating: "ab", count: 200)),
                limits(value: 30),
                pieces: pieces
            )
            #expect(try value(found) == String(repeating: "ab", count: 15) + "…")
            #expect(found.report.cutStrings == 1)
            #expect(found.report.notes.contains { $0.contains("--max-value") })
        }
    }

    @Test func `a text of just the length is whole`() throws {
        let found = try decoded(document(String(repeating: "x", count: 30)), limits(value: 30))
        #expect(try value(found) == String(repeating: "x", count: 30))
        #expect(found.report.cutStrings == 0)
    }

    @Test func `a cut leaves neither half a character nor half an escape`() throws {
        let seed: UInt64 = 20
        var random = SeededGenerator(seed: seed)
        let pieces: [(raw: String, text: String)] = [
            ("a", "a"), ("é", "é"), ("𝄞", "𝄞"), (#"\n"#, "\n"), (#"\u00e9"#, "é"),
            (#"\ud834\udd1e"#, "𝄞"), (#"\\"#, "\\"), (#"\""#, "\""), ("日", "日"),
        ]
        for _ in 0..<400 {
            let chosen = (0..<40).map { _ in pieces.randomElement(using: &random) ?? pieces[0] }
            let whole = chosen.map(\.text).joined()
            let length = Int.random(in: 20...60, using: &random)
            let found = try decoded(
                document(chosen.map(\.raw).joined()),
                limits(value: length),
                pieces: Int.random(in: 1...90, using: &random)
            )
            let text = try value(found)
            if found.report.cutStrings == 0 {
                #expect(text == whole, "seed \(seed)")
                continue
            }
            #expect(text.last == "…" && whole.hasPrefix(text.dropLast()), "seed \(seed): \(text)")
            #expect(text.utf8.count <= length + 3, "seed \(seed)")
            #expect(found.report.repairedStrings == 0, "seed \(seed)")
        }
    }

    @Test func `what was read before a limit is still to be had`() throws {
        let span = #"{"traceID":"1","spanID":"2","operationName":"s","startTime":1,"duration":1}"#
        var decoder = TraceDecoder(
            limits: DecodeLimits(value: 1000, span: .max, traces: 100_000, input: .max)
        )
        var error: DecodeError?
        do throws(DecodeError) {
            try decoder.feed(Array(#"{"data":[{"traceID":"1","spans":["#.utf8))
            for _ in 0..<100_000 { try decoder.feed(Array((span + ",").utf8)) }
        } catch let failure {
            error = failure
        }
        #expect(error?.bound == .traces)
        #expect(
            error?.description.contains("more than 100 kB of memory before the end of the traces")
                == true
        )
        let spans = decoder.spanCount
        #expect(spans > 100)
        #expect(decoder.partial().traces.first?.count == spans)
    }

    @Test func `without limits nothing is cut or refused`() throws {
        let long = String(repeating: "x", count: 3_000_000)
        #expect(try value(decoded(document(long), .none)) == long)
    }
}
