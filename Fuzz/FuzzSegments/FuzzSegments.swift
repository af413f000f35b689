import FuzzDriver
import Storage
import TraceModel

/// Any bytes that have the outside of a segment are opened or refused, and what is opened can be read and searched.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzSegments(_ input: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var bytes = Array(UnsafeBufferPointer(start: input, count: count))
    _ = try? Segment(SegmentMemory(copying: bytes))
    guard repair(&bytes), let segment = try? Segment(SegmentMemory(copying: bytes)) else {
        return 0
    }
    _ = try? segment.verify()
    read(segment)
    for query in queries { segment.forEachMatch(query) { _ in } }
    for place in 0..<segment.operationCount { _ = segment.operation(at: place) }
    return 0
}

/// Writes length and checksum of the header, which no mutation would find.
private func repair(_ bytes: inout [UInt8]) -> Bool {
    let end = SegmentHeader.byteCount
    guard bytes.count >= end else { return false }
    func put(_ word: UInt64, at offset: Int) {
        for byte in 0..<8 {
            bytes[offset + byte] = UInt8(truncatingIfNeeded: word >> UInt64(8 * byte))
        }
    }
    put(UInt64(bytes.count), at: 16)
    put(XXHash64.hash(Array(bytes[..<(end - 8)])), at: end - 8)
    return true
}

/// Reads spans of every trace, up to some megabytes, and finds each trace by its id and its ordinal.
private func read(_ segment: Segment) {
    var copy = SegmentCopy(segment)
    var builder = TraceBuilder()
    for place in 0..<segment.traceCount {
        let rows = segment.rows(ofTraceAt: place)
        guard builder.byteCount < 8 << 20 else { break }
        copy.append(0..<rows.count, ofTraceAt: place, to: &builder, upTo: 8 << 20)
        _ = segment.traces(withID: segment.traceID(at: place))
        _ = segment.trace(withOrdinal: segment.ordinal(ofTraceAt: place))
    }
    for trace in builder.finish() {
        for span in trace.spans {
            precondition(span.attributes.allSatisfy { $0.key.utf8.count >= 0 })
        }
    }
}

private let queries: [TraceQuery] = {
    func query(_ change: (inout TraceQuery) -> Void) -> TraceQuery {
        var query = TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max), limit: 20)
        change(&query)
        return query
    }
    let attributes = [
        ("http.status_code", "200"), ("event", "retry"), ("resource.peer", "true"),
        ("ratio", "0.5"),
        ("user.id", "user-7"), ("list", "[]"), ("otel.status_code", "ERROR"),
        ("scope.name", "scope.a"),
    ]
    return [
        query { ($0.service, $0.operation) = ("web", "GET /") },
        query { ($0.kind, $0.minDuration, $0.maxDuration) = (.server, 1, 1_000_000) },
        query { $0.start = Timestamp(nanoseconds: 1_700_000_000_000_500_000) },
    ]
        + attributes.map { key, value in
            query { $0.attributes = [AttributeCondition(key: key, value: value)] }
        }
}()

@_cdecl("FuzzSegments_main")
func mainFuzzSegments(
    _ argc: CInt,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    runFuzzer(argc, argv) { fuzzSegments($0, $1) }
}
