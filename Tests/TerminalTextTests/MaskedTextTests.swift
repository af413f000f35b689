import TestSupport
import Testing

import TerminalText

@Suite struct MaskedTextTests {
    @Test(arguments: [
        ("http://me:hunter2@host/x", "http://••••@host/x"),
        ("see https://u@h:1 and http://a:b@c.", "see https://••••@h:1 and http://••••@c."),
        ("http://me:p/w@host/x", "http://••••@host/x"),
        ("socks5h://me:a@b@host", "socks5h://••••@host"),
        ("http://h/x?token=abc&a=1", "http://h/x?token=••••&a=1"),
        (
            "http://h/x?a=1&access_token=abc#id_token=x",
            "http://h/x?a=1&access_token=••••#id_token=••••"
        ),
        ("“http://h/?API_KEY=abc”: no", "“http://h/?API_KEY=••••”: no"),
    ])
    func `secrets of URLs are masked`(text: String, masked: String) {
        #expect(MaskedText.masking(text) == masked)
        #expect(MaskedText.masking(masked) == masked)
    }

    @Test(arguments: [
        "http://host:16686/x?service=a&limit=20", "ada@example.com", "a=b", "http://[::1]:1/x@y",
        "http://h/a:b@c", "", "tag=x; token", "GET http://h/api/v3/services: refused",
    ])
    func `what is no secret stays`(text: String) {
        #expect(MaskedText.masking(text) == text)
    }

    @Test func `no text makes it fail`() {
        let seed: UInt64 = 11
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "http", "://", "@", ":", "/", "?", "&", "#", "=", "token", "a", "é", " ", "••••",
        ]
        for _ in 0..<2000 {
            let text = (0..<12).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let once = MaskedText.masking(text)
            #expect(MaskedText.masking(once) == once, "seed \(seed): \(text)")
        }
    }
}
