import HTTPServer
import TraceModel
import WireFormats

extension QueryServer {
    /// `GET /api/dependencies`: which service calls which, within `lookback` before `endTs` (milliseconds).
    func legacyDependencies(_ parameters: Parameters) async throws(Refusal) -> ServerResponse {
        let end = try milliseconds("endTs", parameters).map { Timestamp(milliseconds: $0) } ?? now()
        let lookback = try milliseconds("lookback", parameters) ?? 86_400_000
        guard lookback >= 0 else { throw Refusal(500, "end time must be greater than start time") }
        let length = Nanoseconds.fromMilliseconds(lookback)
        let links = try await dependencies(from: end.advanced(by: -length), to: end)
        let service = parameters.text("service")
        let shown = links.filter { link in
            service.map { link.parent == $0 || link.child == $0 } ?? true
        }
        let size = shown.reduce(0) { $0 + $1.parent.utf8.count + $1.child.utf8.count + 64 }
        return try await withMemory(size) {
            LegacyAnswer.list(shown, parameters, countsTotal: false) { writer, link in
                writer.object { writer in
                    writer.field("parent", link.parent)
                    writer.field("child", link.child)
                    writer.field("callCount", link.callCount)
                }
            }
        }
    }

    /// Which service calls which, of the traces between two times.
    func dependencies(
        from start: Timestamp,
        to end: Timestamp
    ) async throws(Refusal) -> [DependencyLink] {
        guard let dependencyReader else { throw Refusal(501, "dependencies are not stored here") }
        return try await turnstile.pass { () async throws(Refusal) in
            do throws(TraceReaderError) {
                return try await dependencyReader.dependencies(from: start, to: end)
            } catch { throw Refusal(error) }
        }
    }

    func milliseconds(_ name: String, _ parameters: Parameters) throws(Refusal) -> Int64? {
        try parameters.legacy(name) { text throws(GoTextError) in try GoText.int(text) }
    }
}

extension Nanoseconds {
    /// Saturates at ±292 years.
    static func fromMilliseconds(_ value: Int64) -> Nanoseconds {
        let (product, overflow) = value.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? (value < 0 ? -Int64.max : .max) : product
    }
}

extension Timestamp {
    /// Milliseconds since the epoch; saturates at both ends of time.
    init(milliseconds: Int64) {
        let (product, overflow) = UInt64(clamping: milliseconds)
            .multipliedReportingOverflow(by: 1_000_000)
        self.init(nanoseconds: overflow ? .max : product)
    }
}
