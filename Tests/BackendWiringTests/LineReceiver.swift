import Collector
import HTTPServer
import TestSupport
import TraceModel

/// A receiver of a protocol that does not exist: each line of a text is the name of a span.
struct LineReceiver: HTTPReceiver {
    typealias Encoding = LineEncoding

    var port: Int { 4444 }
    var labels: ReceiverLabels { ReceiverLabels(receiver: "lines", transport: "http") }
    var path: String { "/lines" }
    var bodyLimit: Int { 100 }
}

enum LineEncoding: HTTPSpanEncoding {
    case text

    struct Malformed: Error, CustomStringConvertible {
        var description: String { "a line is empty" }
    }

    var mediaType: String { "text/plain" }

    var logKind: UInt16 { 999 }

    func mostSpans(inBytes count: Int) -> Int { count }

    func spanCount(_ body: [UInt8]) -> Int? { nil }

    func decode(_ body: [UInt8]) throws -> SpanBatch {
        let lines = body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.allSatisfy({ !$0.isEmpty }) else { throw Malformed() }
        return SpanBatch(
            lines.enumerated().map { number, line in
                var span = PlainSpan()
                span.traceID = .named("lines")
                span.spanID = SpanID(UInt64(number + 1))
                span.name = String(decoding: line, as: UTF8.self)
                span.resource.name = "lines"
                return span
            }
        )
    }

    func success(rejectedSpans: Int, message: String) -> ServerResponse {
        .text(200, "taken\n")
    }

    func answer(to failure: IntakeFailure) -> ServerResponse {
        .text(failure.httpStatus, failure.message + "\n")
    }
}
