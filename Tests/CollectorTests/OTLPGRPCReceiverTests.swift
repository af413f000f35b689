import BackendWiring
import GRPC
import HTTPServer
import TestSupport
import Testing
import TraceModel
import WireFormats

@testable import Collector

struct OTLPGRPCReceiverTests {
    private func intake(
        _ exporter: StorageExporter,
        memory: ByteBudget = ByteBudget(limit: 1 << 20)
    ) -> (GRPCIntake<OTLPGRPCReceiver>, SpanPipeline) {
        let pipeline = SpanPipeline(exporter: exporter)
        return (GRPCIntake(OTLPGRPCReceiver(), pipeline: pipeline, memory: memory), pipeline)
    }

    @Test func `spans over gRPC and HTTP are counted apart and queued together`() async throws {
        let exporter = StorageExporter(writer: Backend.memoryStore())
        let (receiver, pipeline) = intake(exporter)
        let other = pipeline.input(for: OTLPHTTPReceiver().labels)
        let answer = await receiver.take(TraceSketch.request(ofSpans: 3))
        #expect(answer.status == .ok)
        #expect(answer.last == [0x0A, 0x00], "an empty partial success, as recorded")
        let batch = try OTLPEncoding.protobuf.decode(TraceSketch.request(ofSpans: 2))
        #expect(other.offer(batch) == .taken)
        let counts = pipeline.receiverCounts
        #expect(counts.map(\.labels.transport) == ["grpc", "http"])
        #expect(counts.map(\.accepted) == [3, 2])
        await exporter.stop(grace: .seconds(20))
        #expect(exporter.counts.isBalanced)
        #expect(exporter.counts.received == 5)
    }

    @Test func `a full queue says when to come again, and a request that never fits does not`()
        async throws
    {
        let exporter = StorageExporter(writer: StuckWriter(), limits: .init(spans: 10))
        let (receiver, _) = intake(exporter)
        #expect(await receiver.take(TraceSketch.request(ofSpans: 10)).status == .ok)
        let full = await receiver.take(TraceSketch.request(ofSpans: 1)).status
        #expect(full.code == .unavailable)
        #expect(full.reason == "sending queue is full")
        let field = try #require(full.trailing.fields.first)
        #expect(field.name == "grpc-status-details-bin")
        let details = try RPCStatus(protobuf: field.value)
        #expect(
            details
                == RPCStatus(code: 14, message: "sending queue is full", retryAfterSeconds: 1)
        )
        let never = await receiver.take(TraceSketch.request(ofSpans: 11)).status
        #expect(never.code == .resourceExhausted)
        #expect(never.trailing.fields.isEmpty, "no number of tries helps")
        await exporter.stop(grace: .milliseconds(1))
        let stopped = await receiver.take(TraceSketch.request(ofSpans: 1)).status
        #expect(stopped.code == .unavailable)
        #expect(exporter.counts.isBalanced)
    }

    @Test func `what cannot be read is the sender's fault, and nothing of it is taken`() async {
        let exporter = StorageExporter(writer: Backend.memoryStore())
        let (receiver, _) = intake(exporter)
        let whole = TraceSketch.request(ofSpans: 2)
        let status = await receiver.take(Array(whole.dropLast())).status
        #expect(status.code == .invalidArgument)
        #expect(exporter.counts.received == 0)
        await exporter.stop(grace: .zero)
    }

    @Test func `no memory is a reason to come again, and it is given back`() async {
        let exporter = StorageExporter(writer: Backend.memoryStore())
        let body = TraceSketch.request(ofSpans: 2)
        let budget = ByteBudget(limit: body.count)
        let (receiver, _) = intake(exporter, memory: budget)
        #expect(await receiver.take(body).status == .ok)
        #expect(await receiver.take(body).status == .ok)
        let status = await receiver.take(TraceSketch.request(ofSpans: 3)).status
        #expect(status.code == .unavailable)
        #expect(budget.used == 0 && budget.refused == 1)
        await exporter.stop(grace: .seconds(20))
    }
}
