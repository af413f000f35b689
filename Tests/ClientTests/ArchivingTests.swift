import Client
import HTTPServer
import TestSupport
import Testing
import TraceModel

struct ArchivingTests {
    private let path = "/api/archive/0af7651916cd43dd8448eb211c80319c"

    /// What comes of asking a server that answers so, and how it was asked.
    private func outcome(
        _ answer: @escaping @Sendable () -> ServerResponse?
    ) async throws -> (error: TraceReaderError?, methods: [String]) {
        let server = try ScriptedServer { request in
            request.path.hasPrefix("/api/archive/") ? answer() : nil
        }
        let reader = try makeReader(server.url)
        let error = await failure { try await reader.archive(traceOfV3) }
        let asked = server.requests.filter { $0.path == path }
        return (error, asked.map(\.method))
    }

    @Test func `a trace is posted to the archive once`() async throws {
        let (error, methods) = try await outcome {
            .json(#"{"data":[],"total":0,"limit":0,"offset":0,"errors":[]}"#)
        }
        #expect(error == nil)
        #expect(methods == ["POST"])
    }

    @Test func `a server without an archive says so in one sentence`() async throws {
        let (error, methods) = try await outcome {
            .text(
                500,
                #"{"data":null,"errors":[{"code":500,"msg":"archive span storage was not configured"}]}"#
            )
        }
        #expect(error?.kind == .unsupported)
        let said = "has no archive to keep traces in (“archive span storage was not configured”)"
        #expect(error?.message.hasSuffix(said) == true)
        #expect(methods == ["POST"], "what it has not it will not have the next time")
        let (absent, _) = try await outcome { nil }
        #expect(absent?.kind == .unsupported)
        #expect(absent?.message.contains("has no archive") == true)
    }

    @Test func `a trace that the server has not is not found`() async throws {
        let (error, _) = try await outcome {
            .text(404, #"{"data":null,"errors":[{"code":404,"msg":"trace not found"}]}"#)
        }
        #expect(error?.kind == .notFound)
        #expect(error?.message.contains("0af7651916cd43dd8448eb211c80319c to archive") == true)
    }

    @Test func `other trouble is said as it is`() async throws {
        let (error, _) = try await outcome { .text(403, "no") }
        #expect(error?.kind == .unauthorized)
    }

    @Test func `files have none`() async throws {
        let files = FileReader(paths: [])
        let error = await failure { try await files.archive(traceOfV3) }
        #expect(error?.message == "this source has no archive to keep traces in")
    }
}
