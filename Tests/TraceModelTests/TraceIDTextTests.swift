import Testing
import TraceModel

struct TraceIDTextTests {
    static let id = "4bf92f3577b34da6a3ce929d0e0e4736"

    @Test(arguments: [
        id, "  4BF92F3577B34DA6A3CE929D0E0E4736\n", "\"\(id)\"", "<\(id)>",
        "00-\(id)-00f067aa0ba902b7-01", "traceparent: 00-\(id)-00f067aa0ba902b7-01",
        "cc-\(id)-00f067aa0ba902b7-01-more", "S/kvNXezTaajzpKdDg5HNg==", "S/kvNXezTaajzpKdDg5HNg",
        "S_kvNXezTaajzpKdDg5HNg", "http://localhost:16686/trace/\(id)",
        "https://jaeger.prod/a/b/trace/\(id)?uiFind=x#top", "http://h/jaeger/api/traces/\(id)/",
        "HTTP://h/api/v3/traces/\(id)", "http://h/trace/S%2FkvNXezTaajzpKdDg5HNg%3D%3D",
    ])
    func `every way of writing one trace names the same id`(text: String) {
        #expect(TraceIDText(text)?.traceID.hex == Self.id)
    }

    @Test(arguments: [
        "", "checkout", "00000000000000000000000000000000", "\(id)0", "00-\(id)-00f067aa0ba902b7",
        "00-\(id)-00f067aa0ba902b7-01-more", "ff-\(id)-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "AAAAAAAAAAAAAAAAAAAAAA==",
        "http://localhost:16686/search?service=x", "http:///trace/\(id)",
        "http://h/trace/%zz", "ftp://h/trace/\(id)", "S/kvNXezTaajzpKdDg5HN",
        "http://h/traces/\(id)",
    ])
    func `what names no trace is refused`(text: String) {
        #expect(TraceIDText(text) == nil)
    }

    @Test func `short ids say how many digits they had`() {
        #expect(TraceIDText("abc")?.form == .hexadecimal(digits: 3))
        #expect(TraceIDText("abc")?.traceID == TraceID(high: 0, low: 0xabc))
    }

    @Test func `a traceparent gives the span, unless it is zero`() {
        let span = TraceIDText("00-\(Self.id)-00f067aa0ba902b7-01")?.spanID
        #expect(span == SpanID(0x00f0_67aa_0ba9_02b7))
        #expect(TraceIDText("00-\(Self.id)-0000000000000000-00")?.spanID == nil)
    }

    @Test(arguments: [
        ("http://localhost:16686/trace/\(id)", "http://localhost:16686"),
        ("https://u:secret@jaeger.prod/jaeger/trace/\(id)", "https://jaeger.prod/jaeger"),
        ("https://h/trace/trace/\(id)", "https://h/trace"),
        ("https://h/select/jaeger/api/traces/\(id)?start=1", "https://h/select/jaeger"),
        ("https://h/x/api/v3/traces/\(id)", "https://h/x"),
    ])
    func `a pasted address says where the trace is, without secrets`(text: String, base: String) {
        #expect(TraceIDText(text)?.baseURL == base)
    }

    @Test func `the span that the page was asked to find is found among its words`() {
        let text = "http://h/trace/\(Self.id)?x=1&uiFind=http.method%3DGET+00f067aa0ba902b7&y=2"
        #expect(TraceIDText(text)?.spanID == SpanID(0x00f0_67aa_0ba9_02b7))
        #expect(TraceIDText("http://h/trace/\(Self.id)?uiFind=get")?.spanID == nil)
    }

    @Test func `base64 of every length survives`() {
        for count in 0...50 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            let text = Base64.text(of: bytes)
            #expect(text.utf8.count == (count + 2) / 3 * 4)
            #expect(Base64.bytes(of: text.utf8) == bytes)
            let bare = text.filter { $0 != "=" }.replacing("+", with: "-").replacing("/", with: "_")
            #expect(Base64.bytes(of: bare.utf8) == bytes)
        }
        #expect(Base64.bytes(of: "a===".utf8) == nil)
        #expect(Base64.bytes(of: "ab=".utf8) == nil)
        #expect(Base64.bytes(of: "a b=".utf8) == nil)
    }
}
