import Client
import HTTPServer
import TestSupport
import Testing
import TraceModel

/// The same trace through both families of the API.
struct FamiliesTests {
    private static let ids = [
        "hotrod-1": "effb634817a9fea4dd1280cd8230f845",
        "hotrod-3": "de098c9193c167a25eea8e40dad1899c",
        "hotrod-5": "b1eed76bb161bd212577bfe820e12345",
        "hotrod-error-1": "1fc106b1285c2f3377da419c5481f50d",
        "tracegen": "992f1f9709cad7ae86a3fb736bc4c6cd",
        "shop-checkout-1": "5ad02f193c93ee81a743c2fa204335a6",
        "single": "a6aadfb342f5716e722979b5ef21c698",
        "clock_trouble": "67d4540009ca05fe96b84965cdf4f4c5",
        "orphans": "90c58a4a42125fadb0372c9235f3e7dd",
        "cycle": "827b7871f7579f309e622c4f852be367",
        "shared_span_ids": "294bf6ed2a765772319f3143e6c35199",
        "short_trace_id": "00000000000000000123456789abcdef",
        "raw_otlp": "7894329b91aeee4372a98ef0eae90143",
        "bad_utf8": "2dcd62ea0d68bc9a0be63965ab261b09",
        "deep_300": "1b0498637d7ddbedd284476c6b88f83d",
        "tracestate_ok": "8f13716da6b0a5a70251137141bfd84b",
    ]

    /// Hides the v3 lists, so that the client takes the server for one of the legacy family.
    private static func legacyOnly(_ request: ServerRequest) -> ServerResponse? {
        switch request.path {
        case "/api/v3/services": .text(404, "404 page not found\n")
        case "/api/services": .json(#"{"data":[]}"#)
        default: nil
        }
    }

    @Test(arguments: RecordedSet.jaegers, ids.keys.sorted())
    func `both give one model, but for what the legacy form cannot hold`(
        set: RecordedSet,
        name: String
    ) async throws {
        // The old release makes its warnings separately for either family, in other words.
        let hasWarnings = set.name != RecordedSet.v176.name
        let wanted = try id(try #require(Self.ids[name]))
        var models: [[String]] = []
        for intercept in [nil, Self.legacyOnly] as [ReplayServer.Interception?] {
            try await withRecorded(set, intercept: intercept) { reader, server in
                let answer = try await reader.trace(wanted, near: nil, raw: false, progress: nil)
                #expect(answer.notes == [])
                let path = intercept == nil ? "/api/v3/traces/" : "/api/traces/"
                #expect(server.asked.contains { $0.contains("GET \(path)\(wanted.hex)") })
                models.append(CoarseModel.lines(answer.trace, hasWarnings: hasWarnings))
            }
        }
        let (v3, legacy) = (models[0], models[1])
        #expect(v3.count == legacy.count)
        for (left, right) in zip(v3, legacy) { #expect(left == right) }
    }
}
