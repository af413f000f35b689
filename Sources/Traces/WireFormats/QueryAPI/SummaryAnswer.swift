package import TraceModel

/// Trace summaries: `{"summaries":[…]}` of `/api/v3/trace-summaries`.
package struct SummaryAnswer: Sendable, Equatable {
    package var summaries: [TraceSummary]
    /// Elements without an id or times that can be read.
    package var malformed: Int

    /// Reads an answer; nil if it is none.
    package init?(_ value: JSONValue) {
        guard let members = value.members else { return nil }
        summaries = []
        malformed = 0
        guard !members.isEmpty else { return }
        guard let list = value["summaries"] else { return nil }
        if list.isNull { return }
        guard let elements = list.array else { return nil }
        for element in elements {
            if let summary = Self.summary(element) {
                summaries.append(summary)
            } else {
                malformed += 1
            }
        }
    }

    /// Zero counts and empty names are left out by Jaeger.
    private static func summary(_ value: JSONValue) -> TraceSummary? {
        guard let written = (value["traceId"] ?? value["traceID"] ?? value["trace_id"])?.string,
            let id = TraceIDText(written: written)?.traceID,
            let start = value["minStartTimeUnixNano"]?.wholeNumber,
            let end = value["maxEndTimeUnixNano"]?.wholeNumber
        else { return nil }
        let services = (value["services"]?.array ?? []).compactMap { service in
            service["name"]?.string.map {
                ServiceShare(
                    name: $0,
                    spanCount: service.count("spanCount"),
                    errorCount: service.count("errorSpanCount")
                )
            }
        }
        return TraceSummary(
            id: id,
            rootService: value["rootServiceName"]?.string ?? "",
            rootOperation: value["rootOperationName"]?.string ?? "",
            start: Timestamp(nanoseconds: start),
            end: Timestamp(nanoseconds: end),
            spanCount: value.count("spanCount"),
            errorCount: value.count("errorSpanCount"),
            orphanCount: value.count("orphanSpanCount"),
            services: services.sorted { $0.name < $1.name }
        )
    }
}

extension JSONValue {
    /// A whole number that may be written as a string, as 64-bit numbers are.
    fileprivate var wholeNumber: UInt64? { int.flatMap { UInt64(exactly: $0) } }

    /// No trace has more spans than columns have rows; what claims to is cut, so that counts can be added up.
    fileprivate func count(_ key: String) -> Int {
        Int(min(max(self[key]?.int ?? 0, 0), Int64(Int32.max)))
    }
}
