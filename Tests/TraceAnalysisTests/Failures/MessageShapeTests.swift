import Foundation
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
        ("key req_8xk2m9q1zz7w4yyt is unknown", "key req_<id> is unknown"),
        ("pod cart-7d9f8b6c5-x2k4z is gone", "pod cart-<id> is gone"),
        ("no session a3f9c1 here", "no session <hex> here"),
        ("file V1StGXR8_Z5jdHi6B-myT is gone", "file <id> is gone"),
        ("user-V1StGXR8_Z5jdHi6B-myT", "user-<id>"),
        ("took 1m30s of 2h", "took <n>m<n>s of <n>h"),
        ("on 2024-01-02 at 11:12:13Z", "on <n>-<n>-<n> at <n>Z"),
        ("user_4bf92f35-77b3-4da6-a3ce-929d0e0e4736-old", "user_<uuid>-old"),
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

    @Test(arguments: [
        "http2", "HTTP/2", "Http2Exception", "InboundHttp2ToHttpAdapter", "Http2ToHttp1Adapter",
        "utf8", "utf8mb4", "UTF-16LE", "ISO-8859-1", "ISO8601", "toISO8601Date", "x86_64", "amd64",
        "aarch64", "arm64v8", "sha256", "SHA-256", "SHA256withRSA", "AES-256-GCM", "ed25519",
        "RS256",
        "secp256k1", "ipv4", "IPv6", "Inet4AddressImpl", "S3", "S3Client", "AmazonS3Exception",
        "EC2",
        "k8s", "i18n", "e2e", "b2b", "eth0", "sda1", "nvme0n1", "enp0s3", "docker0", "mp4", "H264",
        "v1", "v1.2.3", "v10.4.1-rc2", "v1beta1", "v2alpha1", "1.76.0-SNAPSHOT", "log4j", "neo4j",
        "OAuth2AuthenticationException", "X509TrustManagerImpl", "Base64Decoder", "Utf8ToUtf16",
        "Jackson2ObjectMapperBuilder", "Log4jLogger", "JDBC4Connection", "NullPointerException",
        "com.example.Http2Client$Stream3", "java.net.Inet6Address", "ORA-00942", "SQLSTATE_23505",
        "ERR_HTTP2_PROTOCOL_ERROR", "MAX_RETRIES_3", "pool-1-thread-2", "http-nio-8080-exec-3",
        "us-east-1a", "ip-10-0-3-17", "line3col5", "order4711", "100MiB", "65536B", "1h30m5s",
        "PT1H30M", "250ms", "5xx", "snake_case_v2", "getURLForItem2", "MySQLSyntaxErrorException",
    ])
    func `a name with digits in it stays readable`(name: String) {
        let shape = MessageShape.of("in \(name) here")
        #expect(!shape.contains("<id>") && !shape.contains("<hex>"), "\(shape)")
        let letters = name.filter(\.isLetter)
        let kept = shape.dropFirst(3).dropLast(5).replacing("<n>", with: "").filter(\.isLetter)
        #expect(kept == letters, "\(shape)")
    }

    /// Each kind of failure of the corpus has one shape, which no other kind has.
    @Test func `messages as services word them are told apart by their kind`() throws {
        let file = RepositoryFiles.root.appending(
            path: "Tests/Fixtures/failure-messages/messages.txt"
        )
        let kinds = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n\n")
            .map { $0.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init) }
        var owners: [String: Set<Int>] = [:]
        for (number, messages) in kinds.enumerated() {
            for message in messages { owners[MessageShape.of(message), default: []].insert(number) }
        }
        let wrong = kinds.enumerated().filter { number, messages in
            let shapes = Set(messages.map(MessageShape.of))
            return shapes.count != 1 || shapes.contains { owners[$0] != [number] }
        }
        #expect(kinds.count == 69)
        // An address of mail without quotes is not found.
        #expect(wrong.count <= 1, "\(wrong.map(\.element))")
    }

    /// The names of a language's types, and what people write: those in this project.
    @Test func `words of the sources are not taken for ids`() throws {
        let sources = RepositoryFiles.root.appending(path: "Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var words: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            words.formUnion(
                text.split { !$0.isASCII || !$0.isLetter && !$0.isNumber && $0 != "_" }
                    .lazy.filter { $0.first?.isLetter == true }.map { String($0) }
            )
        }
        let taken = words.filter { MessageShape.of($0).contains("<id>") }
        #expect(words.count > 5000)
        #expect(taken.count * 1000 <= words.count, "\(taken)")
    }

    /// How many of a hundred ids of a kind must leave the commonest shape; the rest happen to look like words or numbers.
    @Test(arguments: [
        IDKind(name: "UUID", share: 1) { UUIDText.random(&$0) },
        IDKind(name: "6 hexadecimal digits", share: 0.91) { $0.text(6, of: .hex) },
        IDKind(name: "7 hexadecimal digits", share: 0.94) { $0.text(7, of: .hex) },
        IDKind(name: "8 hexadecimal digits", share: 0.96) { $0.text(8, of: .hex) },
        IDKind(name: "12 hexadecimal digits", share: 0.985) { $0.text(12, of: .hex) },
        IDKind(name: "16 hexadecimal digits", share: 0.999) { $0.text(16, of: .hex) },
        IDKind(name: "32 hexadecimal digits", share: 1) { $0.text(32, of: .hex) },
        IDKind(name: "KSUID", share: 0.99) { "2" + $0.text(26, of: .base62) },
        IDKind(name: "ULID", share: 0.995) { "01" + $0.text(24, of: .crockford) },
        IDKind(name: "NanoID", share: 0.91) { $0.text(21, of: .base64URL) },
        IDKind(name: "NanoID of 10", share: 0.63) { $0.text(10, of: .base64URL) },
        IDKind(name: "128 bits in base64url", share: 0.92) { $0.text(22, of: .base64URL) },
        IDKind(name: "256 bits in base64url", share: 0.95) { $0.text(43, of: .base64URL) },
        IDKind(name: "10 capitals and digits", share: 0.82) { $0.text(10, of: .capitals36) },
        IDKind(name: "CUID", share: 0.91) { "c" + $0.text(24, of: .base36) },
        IDKind(name: "Snowflake", share: 1) { "1" + $0.text(18, of: .decimal) },
    ])
    func `messages that differ in ids alone have one shape`(kind: IDKind) {
        for seed in 1...3 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var shapes: [String: Int] = [:]
            let count = 3000
            for _ in 0..<count {
                let id = kind.make(&generator)
                let shape = MessageShape.of("no order \(id) for user/\(id).")
                shapes[shape, default: 0] += 1
                #expect(MessageShape.of(shape) == shape, "seed \(seed): \(id)")
            }
            let share = Double(shapes.values.max() ?? 0) / Double(count)
            #expect(share >= kind.share, "seed \(seed): \(kind.name) \(share)")
        }
    }
}
