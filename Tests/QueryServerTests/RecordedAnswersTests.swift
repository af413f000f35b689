import BackendWiring
import Foundation
import HTTPServer
import Storage
import TestSupport
import Testing
import TraceModel
import WireFormats

@testable import QueryServer

/// The questions put to real Jaegers get the recorded answers: legacy routes as v2.20, v3 as main.
@Suite struct RecordedAnswersTests {
    private static let main = "jaeger-main-8498073ff"
    private static let release = "jaeger-v2.20"
    private static let heading = "Recorded answers of the query API that differ"

    /// A server that holds the traces of which the recording kept the OTLP form.
    private func server() async throws -> QueryServer {
        let store = Backend.memoryStore()
        var seen: Set<TraceID> = []
        func keep(_ body: [UInt8], _ format: WrittenFormat, _ name: String) async throws {
            for trace in try decodeTraces(body, format: format).traces
            where seen.insert(trace.id).inserted {
                let receipt = try await store.write(SpanBatch(columns: trace.columns))
                #expect(receipt.refusedSpans == 0, "\(name)")
            }
        }
        for exchange in try RecordedExchange.all(of: Self.main, v3: true)
        where exchange.status == 200 && exchange.name.hasPrefix("v3-trace-") {
            guard let body = exchange.body, !exchange.name.contains("raw") else { continue }
            guard !exchange.request.head.isHead else { continue }
            try await keep(body, .otlpJSON, exchange.name)
        }
        // Those of which only the legacy form was kept, single ones and those that searches found.
        for exchange in try RecordedExchange.all(of: Self.release, v3: false)
        where exchange.status == 200 && exchange.request.path.hasPrefix("/api/traces") {
            guard let body = exchange.body, !exchange.request.head.isHead else { continue }
            try await keep(body, .jaegerJSON, exchange.name)
        }
        #expect(seen.count > 12)
        return QueryServer(
            reader: store,
            archive: MemoryArchive(limit: 1 << 20),
            dependencies: store,
            metrics: store,
            now: { RFC3339.parse("2026-11-21T09:46:36Z") ?? .zero }
        )
    }

    /// Names the difference between the recorded answer and ours; nil if there is none.
    private func difference(
        _ exchange: RecordedExchange,
        _ answer: ServerResponse
    ) throws -> String? {
        guard answer.status == exchange.status else {
            return "status \(answer.status) instead of \(exchange.status)"
        }
        let contentType = answer.headers["Content-Type"]
        guard contentType == exchange.contentType else {
            return "\(contentType ?? "no type") instead of \(exchange.contentType ?? "none")"
        }
        guard let recorded = exchange.body, !exchange.request.head.isHead,
            case .bytes(let bytes) = answer.body
        else { return nil }
        guard exchange.status == 200 else {
            guard bytes != recorded else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }
        guard contentType == "application/json" else { return nil }
        return try AnswerShape(bytes).difference(from: AnswerShape(recorded))
    }

    /// Whether the answer depends on traces that the recording did not keep.
    private func needsMore(_ exchange: RecordedExchange, _ answer: ServerResponse) -> Bool {
        exchange.status == 200 && answer.status == 404
            && exchange.request.path.contains("/traces")
    }

    @Test(arguments: [false, true])
    func `recorded questions get the recorded answers but for the listed ones`(
        v3: Bool
    ) async throws {
        let server = try await server()
        let known = try KnownDifferences(below: Self.heading)
        let exchanges = try RecordedExchange.all(of: v3 ? Self.main : Self.release, v3: v3)
        var skipped: [String] = []
        for exchange in exchanges {
            let answer = await server.answer(exchange.request)
            if needsMore(exchange, answer) {
                skipped.append(exchange.name)
                continue
            }
            let difference = try difference(exchange, answer)
            let isKnown = known.covers(exchange.name)
            if let difference {
                #expect(isKnown, "\(exchange.name): \(difference)")
            } else {
                #expect(!isKnown, "\(exchange.name) is listed and does not differ")
            }
        }
        #expect(skipped == [])
    }

    @Test func `the list of differences names recorded questions alone`() throws {
        let names =
            try RecordedExchange.all(of: Self.release, v3: false).map(\.name)
            + RecordedExchange.all(of: Self.main, v3: true).map(\.name)
        #expect(try KnownDifferences(below: Self.heading).unused(among: names) == [])
    }
}
