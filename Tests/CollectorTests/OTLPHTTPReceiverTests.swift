import BackendWiring
import Collector
import Compression
import Foundation
import HTTPServer
import TestSupport
import Testing
import TraceModel
import WireFormats

@Suite struct OTLPHTTPReceiverTests {
    private func request(
        _ body: [UInt8],
        type: String = "application/x-protobuf",
        encoding: String? = nil
    ) -> ServerRequest {
        var headers: ServerHeaders = ["Content-Type": type]
        headers["Content-Encoding"] = encoding
        let head = RequestHead(
            method: "POST",
            target: RequestTarget("/v1/traces"),
            headers: headers,
            declaredLength: body.count
        )
        return ServerRequest(head: head, body: body)
    }

    private func bytes(_ response: ServerResponse) -> [UInt8] {
        guard case .bytes(let bytes) = response.body else { return [] }
        return bytes
    }

    @Test(arguments: ContentCoding.allCases)
    func `every coding brings the same spans`(coding: ContentCoding) async throws {
        let store = Backend.memoryStore()
        let exporter = StorageExporter(writer: store)
        let receiver = HTTPIntake(
            OTLPHTTPReceiver(),
            pipeline: SpanPipeline(exporter: exporter)
        )
        let body = try compress(TraceSketch.request(ofSpans: 7), coding: coding)
        #expect(receiver.answerAtOnce(request(body, encoding: coding.rawValue)).status == 200)
        await exporter.stop(grace: .seconds(20))
        let answer = try await store.trace(.named("sent"), near: nil, raw: true, progress: nil)
        #expect(answer.trace.count == 7)
    }

    /// Writers of proto3-JSON leave out what is zero; in protobuf that is not there either.
    @Test func `JSON with zeros left out is taken as protobuf without them is`() async throws {
        for (members, isFound) in [
            (#""traceId":"ab","name":"n""#, true),
            (#""traceId":"ab","spanId":"","name":"n""#, true),
            (#""name":"n""#, false), ("", false),
        ] {
            let store = Backend.memoryStore()
            let exporter = StorageExporter(writer: store)
            let receiver = HTTPIntake(
                OTLPHTTPReceiver(),
                pipeline: SpanPipeline(exporter: exporter)
            )
            let body = #"{"resourceSpans":[{"scopeSpans":[{"spans":[{\#(members)}]}]}]}"#
            let answer = receiver.answerAtOnce(request(Array(body.utf8), type: "application/json"))
            #expect(answer.status == 200, "\(members)")
            let text = String(decoding: bytes(answer), as: UTF8.self)
            #expect(text.contains("rejectedSpans") != isFound, "\(members): \(text)")
            await exporter.stop(grace: .seconds(20))
            let spans = try? await store.trace(
                TraceID(high: 0, low: 0xab),
                near: nil,
                raw: true,
                progress: nil
            ).trace
            #expect(spans?.count == (isFound ? 1 : nil), "\(members)")
            #expect(spans.map { $0[0].id.isZero } != false, "\(members)")
        }
    }

    @Test(arguments: [ContentCoding.gzip, .deflate, .zstd])
    func `a bomb is refused as too large without being blown up`(coding: ContentCoding) async throws
    {
        let exporter = StorageExporter(writer: Backend.memoryStore())
        let receiver = HTTPIntake(
            OTLPHTTPReceiver(bodyLimit: 1 << 16),
            pipeline: SpanPipeline(exporter: exporter)
        )
        let bomb = try compress([UInt8](repeating: 0, count: 1 << 24), coding: coding)
        #expect(bomb.count < 1 << 16)
        for type in ["application/x-protobuf", "application/json"] {
            let answer = receiver.answerAtOnce(request(bomb, type: type, encoding: coding.rawValue))
            #expect(answer.status == 413)
            #expect(answer.headers["Content-Type"] == type)
        }
        await exporter.stop(grace: .zero)
    }

    @Test func `a body that says it is too long is refused before it comes`() async throws {
        let exporter = StorageExporter(writer: Backend.memoryStore())
        let receiver = HTTPIntake(
            OTLPHTTPReceiver(),
            pipeline: SpanPipeline(exporter: exporter)
        )
        let head = RequestHead(
            method: "POST",
            target: RequestTarget("/v1/traces"),
            headers: ["Content-Type": "application/x-protobuf"],
            declaredLength: 100 << 20
        )
        let answer = try #require(receiver.check(head))
        #expect(answer.status == 413)
        #expect(try RPCStatus(protobuf: bytes(answer)).code == 3)
        await exporter.stop(grace: .zero)
    }

    @Test func `a body that turns out too long is answered in the form of its request`()
        async throws
    {
        let exporter = StorageExporter(writer: Backend.memoryStore())
        let receiver = HTTPIntake(
            OTLPHTTPReceiver(),
            pipeline: SpanPipeline(exporter: exporter)
        )
        var options = ListenerOptions()
        options.bodyLimit = 1000
        options.drainLimit = 1000
        options.authorizeHead = { receiver.check($0) }
        options.answerTooLarge = { receiver.answerTooLarge($0) }
        let listener = try HTTPListener(
            options: options,
            handler: .sync { receiver.answerAtOnce($0) }
        )
        let port = listener.port
        let answer = try await onOwnThread {
            let connection = try LoopbackConnection(to: port)
            connection.send(
                "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + String(repeating: "a\r\n0123456789\r\n", count: 110)
            )
            return connection.receiveAll()
        }
        #expect(answer.hasPrefix("HTTP/1.1 413 "))
        #expect(answer.contains("Content-Type: application/x-protobuf\r\n"))
        let body = try #require(answer.split(separator: "\r\n\r\n").last)
        #expect(try RPCStatus(protobuf: Array(body.utf8)).code == 3)
        await exporter.stop(grace: .zero)
    }

    @Test func `a full queue asks the sender to come again`() async throws {
        let exporter = StorageExporter(writer: StuckWriter(), limits: .init(spans: 10))
        let receiver = HTTPIntake(
            OTLPHTTPReceiver(),
            pipeline: SpanPipeline(exporter: exporter)
        )
        #expect(receiver.answerAtOnce(request(TraceSketch.request(ofSpans: 10))).status == 200)
        let answer = receiver.answerAtOnce(request(TraceSketch.request(ofSpans: 1)))
        #expect(answer.status == 503)
        #expect(answer.headers["Retry-After"] == "1")
        #expect(
            try RPCStatus(protobuf: bytes(answer))
                == RPCStatus(code: 14, message: "sending queue is full")
        )
        // Saying no does not cost reading the spans: the name of this one is cut off.
        let broken = receiver.answerAtOnce(request([0x0A, 6, 0x12, 4, 0x12, 2, 0x2A, 9]))
        #expect(broken.status == 503)
        #expect(exporter.counts.refusedByQueue == 2)
        let never = receiver.answerAtOnce(request(TraceSketch.request(ofSpans: 11)))
        #expect(never.status == 413, "no number of tries helps")
        await exporter.stop(grace: .milliseconds(1))
        #expect(exporter.counts.isBalanced)
        let stopped = receiver.answerAtOnce(request(TraceSketch.request(ofSpans: 1)))
        #expect(stopped.status == 503)
    }

    @Test func `spans without a trace are told to their sender and cost nobody else's`()
        async throws
    {
        var sketch = TraceSketch(traceID: .named("sent"))
        sketch.span("good", 0..<1)
        sketch.traceID = .zero
        sketch.span("nameless", 0..<1)
        let store = Backend.memoryStore()
        let exporter = StorageExporter(writer: store)
        let receiver = HTTPIntake(
            OTLPHTTPReceiver(),
            pipeline: SpanPipeline(exporter: exporter)
        )
        let answer = receiver.answerAtOnce(request(sketch.request))
        #expect(answer.status == 200)
        let response = try ExportTraceServiceResponse(protobuf: bytes(answer))
        #expect(response.rejectedSpans == 1)
        #expect(response.errorMessage.contains("trace id"))
        await exporter.stop(grace: .seconds(20))
        #expect(exporter.counts.stored == 1)
        #expect(exporter.counts.refusedByStore == 1)
        #expect(exporter.counts.isBalanced)
    }

    @Test func `numbers that a real SDK writes and Jaeger refuses are taken`() async throws {
        let file = RepositoryFiles.fixture("otlp-http").appending(path: "node.json")
        let body = [UInt8](try Data(contentsOf: file))
        let exporter = StorageExporter(writer: Backend.memoryStore())
        let receiver = HTTPIntake(
            OTLPHTTPReceiver(),
            pipeline: SpanPipeline(exporter: exporter)
        )
        let answer = receiver.answerAtOnce(request(body, type: "application/json"))
        #expect(answer.status == 200, "\(String(decoding: bytes(answer), as: UTF8.self))")
        await exporter.stop(grace: .seconds(20))
        #expect(exporter.counts.stored > 5)
        #expect(exporter.counts.isBalanced)
    }
}
