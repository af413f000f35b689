import Foundation
import TraceAnalysis
import TraceModel
import WireFormats

/// ClickHouse within Python, by its package `chdb`: the engine of a database cluster, with columns, order and indexes as Jaeger's
/// backend for it has them, asked the same questions of the same spans.
enum ClickHouse {
    static let absence =
        "ClickHouse is not compared: `pip install chdb`, for the Python that PYTHON names, adds it."

    /// Reads spans as lines of JSON, stores them as one table, and prints a line per figure.
    ///
    /// Each question is asked for the newest 20 traces it is true of, and once more with all their spans, which is what a
    /// page of search results needs.
    private static let script = #"""
        import os, sys, time
        from chdb import session
        lines, folder, user, trace = sys.argv[1:5]
        db = session.Session(folder)
        db.query("""create table spans (
            id String, trace_id String, trace_state String, parent_span_id String, name LowCardinality(String),
            kind LowCardinality(String), start DateTime64(9), status LowCardinality(String), duration Int64,
            service_name LowCardinality(String), str_keys Array(LowCardinality(String)), str_values Array(String),
            int_keys Array(LowCardinality(String)), int_values Array(Int64),
            resource_keys Array(LowCardinality(String)), resource_values Array(LowCardinality(String)),
            event_names Array(LowCardinality(String)), event_times Array(DateTime64(9)),
            event_attributes Array(String),
            index by_trace trace_id type bloom_filter(0.001) granularity 1,
            index by_duration duration type minmax granularity 1
        ) engine = MergeTree partition by toDate(start) order by (service_name, name, toDateTime(start))
        settings index_granularity = 8192""")
        begun = time.perf_counter()
        db.query(f"insert into spans select * from file('{lines}', 'JSONEachRow')")
        count = int(db.query("select count() from spans").data())
        print(f"ClickHouse: reading JSON and storing|{count / (time.perf_counter() - begun) / 1000:.0f} k spans/s")
        db.query("optimize table spans final")
        size = int(db.query("select sum(bytes_on_disk) from system.parts where active and table = 'spans'").data())
        print(f"ClickHouse: bytes on disk|{size / count:.1f} B a span")
        def has(keys, values, key, value):
            return f"{values}[indexOf({keys}, '{key}')] = {value}"
        status = has("int_keys", "int_values", "http.response.status_code", 500)
        questions = [
            ("service, newest 20", "service_name = 'checkout'"),
            ("service and operation, 0.1-1 s, newest 20", "service_name = 'cart' and "
                "name = 'GET /api/v2/users/{id}/cart' and duration between 100000000 and 1000000000"),
            ("service and at least 100 s, none", "service_name = 'cart' and duration >= 100000000000"),
            ("status code 500, newest 20", status),
            ("one user of 100,000", has("str_keys", "str_values", "user.id", f"'{user}'")),
            ("a value that is nowhere", has("str_keys", "str_values", "user.id", "'nobody'")),
        ]
        def measure(query):
            times = []
            for _ in range(7):
                begun = time.perf_counter()
                db.query(query, "RowBinary")
                times.append((time.perf_counter() - begun) * 1000)
            times.sort()
            return times[3]
        for name, condition in questions:
            ids = (f"select trace_id from spans where {condition} "
                "group by trace_id order by max(start) desc limit 20")
            whole = measure(f"select * from spans where trace_id in ({ids})")
            print(f"ClickHouse: {name}|{measure(ids):.1f} ms, {whole:.1f} ms with the spans")
        print(f"ClickHouse: trace by id|{measure(f'select * from spans where trace_id = {chr(39)}{trace}{chr(39)}'):.1f} ms")
        print(f"ClickHouse: services|{measure('select distinct service_name from spans'):.1f} ms")
        calls = ("select p.service_name, c.service_name, count() from spans c join spans p "
            "on c.trace_id = p.trace_id and c.parent_span_id = p.id group by all")
        print(f"ClickHouse: dependencies of all time|{measure(calls):.0f} ms")
        """#

    /// Prints how it does with the spans of `requests`, which are written to a file of its format before.
    static func measure(_ requests: some Sequence<[UInt8]>, user: String, trace: TraceID) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "spoor-clickhouse-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let lines = folder.appending(path: "spans.json")
        guard let file = fopen(lines.path, "w") else { throw POSIXError(.EIO) }
        for request in requests {
            let columns = try OTLPProtobufDecoder.decode(request).batch.columns
            for row in 0..<columns.count {
                let line = ClickHouseLine(Span(columns: columns, row: row))
                var data = try JSONEncoder().encode(line)
                data.append(10)
                data.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
            }
        }
        fclose(file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
        let store = folder.appending(path: "store").path
        process.arguments = [python, "-c", script, lines.path, store, user, "\(trace)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            print(absence)
            return
        }
        for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "|")
            row(String(parts[0]), String(parts.last ?? ""))
        }
    }
}

/// A span as a row of the table.
private struct ClickHouseLine: Encodable {
    var id, trace_id, trace_state, parent_span_id, name, kind, start, status: String
    var duration: Int64
    var service_name: String
    var str_keys: [String] = []
    var str_values: [String] = []
    var int_keys: [String] = []
    var int_values: [Int64] = []
    var resource_keys: [String] = []
    var resource_values: [String] = []
    var event_names: [String] = []
    var event_times: [String] = []
    var event_attributes: [String] = []

    init(_ span: Span) {
        id = "\(span.id)"
        trace_id = "\(span.traceID)"
        trace_state = span.traceState
        parent_span_id = span.parentID.map { "\($0)" } ?? ""
        name = span.name
        kind = "\(span.kind)"
        start = Self.time(span.start)
        status = "\(span.statusCode)"
        duration = span.duration
        service_name = span.serviceName
        for attribute in span.attributes {
            if case .int(let number) = attribute.value {
                int_keys.append(attribute.key)
                int_values.append(number)
            } else {
                str_keys.append(attribute.key)
                str_values.append(attribute.value.canonicalString)
            }
        }
        for attribute in span.resource.attributes {
            resource_keys.append(attribute.key)
            resource_values.append(attribute.value.canonicalString)
        }
        for event in span.events {
            event_names.append(event.name)
            event_times.append(Self.time(event.time))
            event_attributes.append(
                event.attributes.map { "\($0.key)=\($0.value.canonicalString)" }
                    .joined(separator: "\n")
            )
        }
    }

    /// Seconds and nine digits, as the table's times are read.
    private static func time(_ time: Timestamp) -> String {
        let (seconds, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let digits = String(rest)
        return "\(seconds)." + String(repeating: "0", count: 9 - digits.count) + digits
    }
}
