import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// Files of OTLP's protobuf: bare, with lengths before the messages, and as Tempo answers it.
struct OTLPProtobufFileTests {
    private func message() throws -> [UInt8] {
        try RepositoryFiles.fixtureBytes("otlp-protobuf/python.bin")
    }

    private func varint(_ value: Int) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.varint(UInt64(value))
        return writer.bytes
    }

    private func bigEndian(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    @Test func `one message is read`() throws {
        let span = try #require(try decodeTraceFile("otlp.pb").records.first)
        #expect(span.name == "GET /cart" && span.resource.name == "cart")
        #expect(span.traceID.hex == "5b8aa5a2d2c872e8321cf37308d69df2")
    }

    @Test func `messages with their lengths before them are read, and the same as bare ones`()
        throws
    {
        let message = try message()
        let small = try RepositoryFiles.fixtureBytes("trace-files/otlp.pb")
        let wanted = try decodeHoweverCut(message).records
        #expect(!wanted.isEmpty)
        let both = try decodeTraces(small).records
        for frame in [varint, bigEndian] {
            let file =
                frame(message.count) + message + frame(small.count) + small + frame(message.count)
                + message
            let decoded = try decodeHoweverCut(file)
            #expect(decoded.report.spans == 2 * wanted.count + both.count)
            #expect(decoded.records.filter { $0.name == "GET /cart" } == both)
            let first = try decodeHoweverCut(frame(small.count) + small)
            #expect(first.records == both)
        }
    }

    @Test func `Tempo's answer of version 2 is read, and its word that it is not complete`() throws
    {
        let message = try RepositoryFiles.fixtureBytes("trace-files/otlp.pb")
        var writer = ProtobufWriter()
        writer.field(1 << 3 | 2, bytes: message)
        writer.field(2 << 3 | 2, bytes: [0x08, 0x01])
        writer.field(3 << 3, varint: 1)
        writer.field(4 << 3 | 2, bytes: "too large".utf8)
        let decoded = try decodeHoweverCut(writer.bytes)
        #expect(decoded.records == (try decodeTraces(message).records))
        #expect(
            decoded.report.notes == ["The trace is incomplete, says where it came from: too large."]
        )
    }

    @Test func `a file cut short says so, and what came before is kept`() throws {
        let small = try RepositoryFiles.fixtureBytes("trace-files/otlp.pb")
        let file = bigEndian(small.count) + small + bigEndian(small.count) + small.dropLast(3)
        var decoder = TraceDecoder()
        try decoder.feed(file)
        let error = #expect(throws: DecodeError.self) { try decoder.finish() }
        #expect(error?.found == "the end of the input")
        #expect(decoder.partial().report.spans == 1)
    }

    @Test func `text that begins with line breaks is text`() throws {
        for text in ["\n\n[]", "\n{\n}", "\nX\nf\n\n", "\n \n{}", "\n[\n{}\n]"] {
            #expect(OTLPProtobufFraming(beginning: Array(text.utf8)) == nil, "\(text)")
        }
    }

    @Test func `damaged input ends, and the same however cut`() throws {
        let message = try RepositoryFiles.fixtureBytes("trace-files/otlp.pb")
        damage(message, seed: 27)
        damage(bigEndian(message.count) + message, seed: 28)
        damage(varint(message.count) + message + varint(message.count) + message, seed: 29)
    }
}
