import TestSupport
import Testing
import TraceAnalysis

@Suite struct MessageShapeTests {
    @Test(arguments: [
        ("timeout after 180 ms", "timeout after <n> ms"),
        ("timeout after 250ms", "timeout after <n>ms"),
        ("dial tcp 10.0.12.7:5432: connection refused", "dial tcp <n>: connection refused"),
        ("at 12:30:01.123 it broke", "at <n> it broke"),
        ("order4711 of customer 9", "order<n> of customer <n>"),
        ("no user 4bf92f35-77b3-4da6-a3ce-929d0e0e4736 here", "no user <uuid> here"),
        ("trace 4bf92f3577b34da6 lost", "trace <hex> lost"),
        ("address 0x7fFE12 is bad", "address <hex> is bad"),
        ("key req_8xk2m9q1zz7w4yyt is unknown", "key <id> is unknown"),
        ("no column \"total_eur\" in 'orders'", "no column <text> in <text>"),
        ("can't connect, won't retry", "can't connect, won't retry"),
        ("  first \t line\nsecond 2", "first line"),
        ("\n\n", ""),
        ("", ""),
        ("100", "<n>"),
        ("facade of beefed deadbeef", "facade of beefed deadbeef"),
        ("支払い 402 は失敗", "支払い <n> は失敗"),
    ])
    func `numbers, ids and quoted values give way`(_ message: String, _ shape: String) {
        #expect(MessageShape.of(message) == shape)
    }

    @Test func `messages of one shape are told from others by their words`() {
        #expect(MessageShape.of("row 1 of 20 failed") == MessageShape.of("row 19 of 3 failed"))
        #expect(MessageShape.of("row 1 failed") != MessageShape.of("column 1 failed"))
    }

    @Test func `a message of any length is cut, between characters`() {
        let long = MessageShape.of(String(repeating: "é", count: 100_000))
        #expect(long.utf8.count <= MessageShape.longest)
        #expect(!long.contains("\u{FFFD}"))
        #expect(
            MessageShape.of("x" + String(repeating: "é", count: 600)).allSatisfy {
                "xé".contains($0)
            }
        )
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a shape is its own shape and has no digits`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "'", "\"", "`", "a", "zz9", "7", "12", ".", ":", " ", "-", "0x1f", "deadbeef01", "<n>",
            "<", ">", "é", "\u{1B}", "4bf92f35-77b3-4da6-a3ce-929d0e0e4736", "_", "\t", "漢",
        ]
        for _ in 0..<50 {
            let count = Int.random(in: 0...12, using: &generator)
            let message = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }
                .joined()
            let shape = MessageShape.of(message)
            #expect(MessageShape.of(shape) == shape, "seed \(seed): “\(message)”")
            #expect(!shape.contains { $0.isASCII && $0.isNumber }, "seed \(seed): “\(message)”")
        }
    }
}
