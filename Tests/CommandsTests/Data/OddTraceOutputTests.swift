import Client
import Foundation
import TestSupport
import Testing
import TraceModel
import WireFormats

@testable import Commands

/// What commands print of files that are not as Jaeger or OpenTelemetry write them.
@Suite struct OddTraceOutputTests {
    private let texts = reader("odd-traces/ids-texts.json")
    private let unfinished = reader("odd-traces/unfinished-span.json")
    private let unfinishedID = "5b8aa5a2d2c872e8321cf37308d69df2"

    private let day = "from=2023-11-14T00:00:00Z to=2026-12-01T00:00:00Z"

    private static func reader(_ names: String...) -> FileReader {
        FileReader(paths: names.map { RepositoryFiles.fixture($0).path() })
    }

    private func json(_ printed: Printed) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(printed.output.bytes))
        return try #require(value as? [String: Any])
    }

    @Test func `ids that are texts are listed and opened, and printed in every form`() async throws
    {
        let list = try await printed("traces \(day)", from: texts)
        #expect(list.text.contains("order-1234") && list.text.contains("order-1235"))
        for form in OutputFormat.allCases {
            let trace = try await printed(
                "trace order-1234 -o \(form.rawValue) ",
                from: texts
            )
            let namesTrace = ![OutputFormat.csv, .tsv, .markdown].contains(form)
            #expect(trace.text.contains("order-1234") || !namesTrace, "\(form)")
            // A story names the root by its service alone where nothing more is known of it.
            #expect(trace.text.contains("root span") || form == .story, "\(form)")
            #expect(!trace.text.contains("order-1235"), "\(form)")
        }
        let span = try await printed("span order-1234 0xAB", from: texts)
        #expect(span.text.contains("shop b"))
        #expect(span.text.contains("root span"))
    }

    @Test func `ids do not act on the terminal`() async throws {
        for line in ["trace order-1234", "trace order-1234 -o json", "trace order-1234 -o wide"] {
            let answer = try await printed(line, from: texts, .terminal(100))
            #expect(!answer.text.contains("\u{1B}[31m"), "\(line)")
            #expect(!answer.text.contains("\u{202E}"), "\(line)")
        }
    }

    @Test func `an id that is not there is named as it was typed`() async throws {
        let answer = try await printed("trace order-12345", from: texts)
        #expect(answer.code == .nothingFound)
        #expect(answer.remarks.contains { $0.contains("order-12345") })
    }

    @Test func `an unfinished span has no end in any form`() async throws {
        let table = try await printed("trace \(unfinishedID)", from: unfinished)
        #expect(table.text.contains("1 span unfinished"))
        #expect(table.text.contains("unfinished  "))
        #expect(table.remarks.contains { $0.contains("no end") })
        let document = try json(
            try await printed("trace \(unfinishedID) -o json", from: unfinished)
        )
        let spans = try #require(document["spans"] as? [[String: Any]])
        #expect(spans[0]["end"] is NSNull && spans[0]["durationNanos"] is NSNull)
        #expect(spans[1]["durationNanos"] as? Int == 1000)
        #expect(document["durationNanos"] as? Int == 2000)
        #expect(document["issues"] as? [String] == ["1 span unfinished"])
        #expect((document["notes"] as? [String])?.first?.contains("no end") == true)
        let jaeger = try json(
            try await printed("trace \(unfinishedID) -o jaeger", from: unfinished)
        )
        let traces = try #require(jaeger["data"] as? [[String: Any]])
        let first = try #require((traces[0]["spans"] as? [[String: Any]])?.first)
        #expect(first["duration"] as? Int == 0)
        let csv = try await printed(
            "trace \(unfinishedID) -o csv --columns name,end,duration",
            from: unfinished
        )
        #expect(csv.text.contains("fast-span,,\n"))
        let span = try await printed("span \(unfinishedID) 5fb397be34d26b51", from: unfinished)
        #expect(span.text.contains("+0 · unfinished · self"))
        #expect(!span.text.contains("1970"))
    }

    @Test func `our JSON of an unfinished span is read back as such`() async throws {
        for form in ["json", "ndjson"] {
            let written = try await printed("trace \(unfinishedID) -o \(form)", from: unfinished)
            let decoded = try decodeTraces(written.output.bytes)
            #expect(decoded.traces[0].spans.map(\.isUnfinished) == [true, false], "\(form)")
            #expect(decoded.report.notes == [], "\(form)")
        }
    }

    @Test func `failures in two downloads of a trace count once`() async throws {
        let both = Self.reader("odd-traces/dup-file-a.json", "odd-traces/dup-file-b.json")
        let document = try json(try await printed("errors \(day) -o json", from: both))
        let errors = try #require(document["errors"] as? [[String: Any]])
        #expect(errors.map { $0["count"] as? Int } == [4])
        #expect(errors.map { $0["calls"] as? Int } == [4])
    }

    @Test func `one trace in two formats is one`() async throws {
        let other = FileManager.default.temporaryDirectory
            .appending(path: "spoor-same-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: other) }
        for source in ["jaeger-v2.20/trace-hotrod-1.json", "odd-traces/ids-texts.json"] {
            let reader = Self.reader(source)
            let wanted = try json(try await printed("traces \(day) -o json", from: reader))
            let otlp = try await printed("traces \(day) -o otlp", from: reader)
            try Data(otlp.output.bytes).write(to: other)
            let both = FileReader(paths: [
                RepositoryFiles.fixture(source).path(), other.path(),
            ])
            let found = try json(try await printed("traces \(day) -o json", from: both))
            #expect((wanted["traces"] as? NSArray)?.count ?? 0 > 0)
            #expect(found["traces"] as? NSArray == wanted["traces"] as? NSArray, "\(source)")
        }
    }

    @Test func `JSON says that spans were moved, and raw that they were not`() async throws {
        let skewed = Self.reader("clock-skew/skew-otlp.json")
        let id = "5b8aa5a2d2c872e8321cf37308d69d01"
        let document = try json(try await printed("trace \(id) -o json", from: skewed))
        #expect(document["raw"] as? Bool == false)
        #expect(document["durationNanos"] as? Int == 100_000_000)
        #expect(document["notes"] as? [String] == ["2 spans were moved for clock skew."])
        let raw = try json(try await printed("trace \(id) -o json --raw", from: skewed))
        #expect(raw["raw"] as? Bool == true)
        #expect(raw["durationNanos"] as? Int == 5_100_000_000)
        #expect(raw["notes"] as? [String] == [])
    }
}
