import Client
import Testing
import TraceModel

/// The probe, answer by answer, without a server.
struct DialectProbeTests {
    private static let page = "<!doctype html><title>Jaeger UI</title>"
    private static let notFound = "404 page not found\n"
    private static let v3Error = #"{"error":{"httpCode":400,"message":"query.startTimeMin …"}}"#

    /// Feeds `answers` by path until the probe ends; what is not there breaks the test.
    private func probe(
        _ answers: [String: (status: Int, body: String)]
    ) throws -> (step: DialectProbe.Step, asked: [String]) {
        var probe = DialectProbe()
        var asked: [String] = []
        while case .ask(let request) = probe.step {
            asked.append(request.target)
            let answer = try #require(answers[request.target], "\(request.target) was asked")
            probe.feed(
                .answer(
                    ServerAnswer(
                        request: "GET http://h\(request.target)",
                        status: answer.status,
                        body: Array(answer.body.utf8)
                    )
                )
            )
        }
        return (probe.step, asked)
    }

    @Test func `a Jaeger from 2.19 is asked for summaries`() throws {
        let (step, asked) = try probe([
            "/api/v3/services": (200, #"{"services":["a"]}"#),
            "/api/v3/trace-summaries": (400, Self.v3Error),
            "/": (200, #"<html>JAEGER_VERSION = {"gitCommit":"x","gitVersion":"v2.20.1"};"#),
        ])
        let dialect = Dialect(
            lists: .v3,
            search: .summaries,
            trace: .v3,
            version: ServerVersion(gitVersion: "v2.20.1")
        )
        #expect(step == .done(dialect))
        #expect(dialect.label == "jaeger 2.20.1 · v3")
        #expect(asked == ["/api/v3/services", "/api/v3/trace-summaries", "/"])
    }

    @Test(arguments: [
        ("spoor 0.1.0", "spoor 0.1.0 · v3"), ("spoor <b>", "jaeger api · v3"),
        ("spoor \u{1B}[2J", "jaeger api · v3"), ("spoor ", "jaeger api · v3"),
    ])
    func `a backend of ours is called by its name`(title: String, label: String) throws {
        let (step, _) = try probe([
            "/api/v3/services": (200, #"{"services":[]}"#),
            "/api/v3/trace-summaries": (400, Self.v3Error),
            "/": (200, "<!DOCTYPE html><title>\(title)</title>"),
        ])
        guard case .done(let dialect) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(dialect.label == label)
    }

    @Test(arguments: [(200, page), (404, notFound), (404, #"{"message":"no Route matched"}"#)])
    func `a Jaeger without summaries is searched the legacy way`(
        status: Int,
        body: String
    ) throws {
        let (step, _) = try probe([
            "/api/v3/services": (200, "{}"),
            "/api/v3/trace-summaries": (status, body),
            "/api/services": (200, #"{"data":null,"total":0}"#),
            "/": (500, "oops"),
        ])
        #expect(step == .done(Dialect(lists: .v3, search: .legacyTraces, trace: .v3)))
    }

    @Test func `a server of v3 alone, without summaries, is searched with v3`() throws {
        let (step, _) = try probe([
            "/api/v3/services": (200, #"{"services":[]}"#),
            "/api/v3/trace-summaries": (501, #"{"error":{"message":"storage cannot"}}"#),
            "/api/services": (404, Self.notFound),
            "/": (200, Self.page),
        ])
        #expect(step == .done(Dialect(lists: .v3, search: .v3Traces, trace: .v3)))
    }

    @Test(arguments: [
        (200, page), (404, notFound), (400, "unsupported path requested: \"/api/v3/services\""),
        (404, ""), (405, ""), (403, "forbidden"),
    ])
    func `a server without v3 is asked the legacy way throughout`(
        status: Int,
        body: String
    ) throws {
        let (step, asked) = try probe([
            "/api/v3/services": (status, body),
            "/api/services": (200, #"{"data":["a"]}"#),
            "/": (404, Self.notFound),
        ])
        let dialect = Dialect(lists: .legacy, search: .legacyTraces, trace: .legacy)
        #expect(step == .done(dialect))
        #expect(dialect.label == "jaeger api · legacy")
        #expect(!asked.contains("/api/v3/trace-summaries"))
    }

    @Test(arguments: [("v2.20.0", Dialect.SearchRoute.summaries), ("v2.18.0", .legacyTraces)])
    func `an unclear answer about summaries leaves it to the version`(
        version: String,
        search: Dialect.SearchRoute
    ) throws {
        let (step, _) = try probe([
            "/api/v3/services": (200, #"{"services":[]}"#),
            "/api/v3/trace-summaries": (502, "bad gateway"),
            "/api/services": (200, #"{"data":[]}"#),
            "/": (200, #"<p>JAEGER_VERSION = {"gitVersion": "\#(version)"};"#),
        ])
        guard case .done(let dialect) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(dialect.search == search)
    }

    @Test(arguments: [
        (401, "missing tenant header", TraceReaderError.Kind.unauthorized, "--tenant"),
        (401, "unknown tenant", .unauthorized, "--tenant"),
        (401, "", .unauthorized, "--token-file"),
        (403, "no", .unauthorized, "credentials"),
        (200, "<html><title>Sign in</title>", .malformedAnswer, "Sign in"),
        (404, notFound, .malformedAnswer, "base path"),
        (200, #"{"hello":1}"#, .malformedAnswer, "not the Jaeger API"),
        (500, "broken", .refused(status: 500), "broken"),
    ])
    func `what is not the Jaeger API is reported as it answered`(
        status: Int,
        body: String,
        kind: TraceReaderError.Kind,
        words: String
    ) throws {
        let (step, _) = try probe([
            "/api/v3/services": (status, body), "/api/services": (status, body),
        ])
        guard case .failed(let error) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(error.kind == kind)
        #expect(error.message.contains(words))
        #expect(error.message.contains("GET http://h/api/v3/services answered \(status)"))
    }

    @Test func `without any answer the failure is the transport's`() {
        let failure = TraceReaderError(.unreachable, "nobody there")
        var probe = DialectProbe()
        probe.feed(.failure(failure))
        #expect(probe.step == .failed(failure))
    }

    @Test(
        arguments: [
            ("v1.76.0", "1.76"), ("v2.20.0-110-g8498073ff", "2.20+110"), ("2.19.3", "2.19.3"),
            ("", nil), ("vnext", nil),
        ] as [(String, String?)]
    )
    func `versions are read from git's text`(text: String, label: String?) {
        #expect(ServerVersion(gitVersion: text)?.label == label)
    }
}
