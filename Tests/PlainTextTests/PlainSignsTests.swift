import PlainText
import Testing

@Suite struct PlainSignsTests {
    @Test func `our signs have words of ASCII`() {
        let words = "p95 ≥ 3µs · ▲ worse – “a” × 2 …"
        let plain = PlainSigns.ascii(words)
        #expect(plain == "p95 >= 3us | ^ worse - \"a\" x 2 ~")
        #expect(PlainSigns.ascii("↑ ↓ ← →") == "Up Down Left Right")
    }

    @Test func `other letters stay`() {
        #expect(PlainSigns.ascii("注文 é plain") == "注文 é plain")
    }
}
