import PlainText
import Testing

struct CountTextTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1234, "1.2k"), (9949, "9.9k"), (13_499, "13k"), (13_500, "14k"),
        (999_499, "999k"), (4_149_999, "4.1M"), (.max, "9223372036855M"),
    ])
    func `brief counts have three digits, and none is too large`(count: Int, text: String) {
        #expect(CountText.brief(count) == text)
    }

    @Test(arguments: [
        (812, "812 B"), (1200, "1.2 kB"), (42_000_000, "42 MB"), (1_500_000_000, "1.5 GB"),
        (.max, "9223372036.9 GB"),
    ])
    func `so are sizes`(count: Int, text: String) {
        #expect(CountText.bytes(count) == text)
    }

    @Test(arguments: [0, 1e300, -1, .infinity, .nan, 0.01, 1e17])
    func `rates and shares of any figure have a text`(figure: Double) {
        #expect(!CountText.rate(figure).isEmpty && !CountText.percent(figure).isEmpty)
    }
}
