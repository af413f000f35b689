import TestSupport
import Testing

@testable import WireFormats

struct JSONTokenizerTests {
    private func value(_ text: String) throws -> JSONValue {
        try JSONValue(parsing: text.utf8)
    }

    @Test
    func `strings lose their escapes`() throws {
        #expect(try value(#""a\"\\\/\b\f\n\r\t\u0041""#) == .string("a\"\\/\u{8}\u{C}\n\r\tA"))
        #expect(try value(#""\u0000""#) == .string("\0"))
        #expect(try value(#""é\u00e9\u20AC\ud83d\ude00😀""#) == .string("éé€😀😀"))
    }

    @Test(arguments: [
        (#""\ud800""#, "\u{FFFD}"),
        (#""\ude00x""#, "\u{FFFD}x"),
        (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
        (#""\ud83dx\ude00""#, "\u{FFFD}x\u{FFFD}"),
        (#""\ud83d\n""#, "\u{FFFD}\n"),
    ])
    func `a lone surrogate becomes U+FFFD`(_ text: String, _ expected: String) throws {
        #expect(try value(text) == .string(expected))
        #expect(try decode(#"{"data":[],"errors":["# + text + "]}").report.repairedStrings == 1)
    }

    @Test
    func `invalid UTF-8 becomes U+FFFD as the standard library has it, and is counted`() throws {
        var random = SeededGenerator(seed: 42)
        for _ in 0..<2000 {
            let parts: [[UInt8]] = [
                [0x41], [0x80], [0xC3], [0xC3, 0xA9], [0xE2, 0x82], [0xE2, 0x82, 0xAC],
                [0xED, 0xA0],
                [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98, 0x80], [0xFF], [0xF4, 0x90], [0xC0, 0xAF],
            ]
            let content = (0..<Int.random(in: 1...6, using: &random)).flatMap { _ in
                parts.randomElement(using: &random) ?? []
            }
            let expected = String(decoding: content, as: UTF8.self)
            let quoted = [UInt8(ascii: "\"")] + content + [UInt8(ascii: "\"")]
            #expect(try JSONValue(parsing: quoted) == .string(expected), "\(content)")
            let isBroken = !content.withUnsafeBufferPointer(UTF8Repair.isValid)
            #expect(isBroken == (String(validating: content, as: UTF8.self) == nil), "\(content)")
        }
    }

    @Test
    func `integers are exact to 64 bits`() throws {
        #expect(try value("0") == .int(0))
        #expect(try value("-1") == .int(-1))
        #expect(try value("999999999999999999") == .int(999_999_999_999_999_999))
        #expect(try value("9223372036854775807") == .int(.max))
        #expect(try value("-9223372036854775808") == .int(.min))
        #expect(try value("9223372036854775808") == .double(9_223_372_036_854_775_808))
        #expect(try value("-9223372036854775809") == .double(-9_223_372_036_854_775_808))
        #expect(try value("123456789012345678901234567890") == .double(1.2345678901234568e29))
    }

    @Test
    func `numbers keep their unsigned value, their sign of zero and every digit of a double`() {
        func number(_ text: String) -> JSONNumber? {
            Array(text.utf8).withUnsafeBufferPointer { JSONNumber($0) }
        }
        #expect(number("18446744073709551615") == .unsigned(.max))
        #expect(number("18446744073709551616") == .double(18_446_744_073_709_551_616))
        #expect(number("-0").map(\.doubleValue.sign) == .minus)
        #expect(number("0.1") == .double(0.1))
        #expect(number("2.2250738585072014e-308") == .double(2.2250738585072014e-308))
        #expect(number("1E400") == .double(.infinity))
        #expect(number("5.0e1")?.int64Value == 50)
        for wrong in [
            "", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x1", "1_0", "Infinity",
        ] {
            #expect(number(wrong) == nil, "\(wrong)")
        }
    }

    @Test
    func `a byte order mark and white space around documents are skipped`() throws {
        #expect(
            try JSONValue(parsing: [0xEF, 0xBB, 0xBF] + Array(" [ 1 ]\r\n\t".utf8))
                == .array([.int(1)])
        )
    }

    @Test
    func `unescaped control characters are kept and counted`() throws {
        #expect(try value("\"a\nb\u{1B}\"") == .string("a\nb\u{1B}"))
        #expect(try decode("{\"data\":[],\"errors\":[\"a\tb\"]}").report.rawControlStrings == 1)
    }

    @Test
    func `objects keep order and duplicate keys`() throws {
        let object = try value(#"{"b":1,"a":{},"b":[true,false,null]}"#)
        #expect(object.members?.map(\.key) == ["b", "a", "b"])
        #expect(object["b"] == .int(1))
        #expect(object["a"]?.members == [])
        #expect(object["c"] == nil)
    }

    @Test
    func `a tree is one document`() {
        #expect(throws: DecodeError.self) { try value("1 2") }
        #expect(throws: DecodeError.self) { try value("") }
    }

    @Test
    func `numbers in strings are numbers where protobuf may have written them`() throws {
        #expect(try value(#""42""#).int == 42)
        #expect(try value(#""x""#).int == nil)
        #expect(try value("4.0").int == 4)
        #expect(try value(#""NaN""#).double?.isNaN == true)
        #expect(try value("4").double == 4)
    }

    @Test
    func `what is written is read back`() throws {
        var random = SeededGenerator(seed: 7)
        func tree(_ depth: Int) -> JSONValue {
            switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &random) {
            case 0: .null
            case 1: .bool(.random(using: &random))
            case 2: .int(Int64(truncatingIfNeeded: random.next()))
            case 3: .double(Double.random(in: -1e12...1e12, using: &random))
            case 4:
                .string(
                    String(
                        String.UnicodeScalarView(
                            (0..<8).compactMap { _ in
                                Unicode.Scalar(UInt32.random(in: 0...0x2FF, using: &random))
                            }
                        )
                    )
                )
            case 5: .array((0..<3).map { _ in tree(depth + 1) })
            default: .object((0..<3).map { JSONMember(key: "k\($0)\"\n", value: tree(depth + 1)) })
            }
        }
        for _ in 0..<200 {
            let value = tree(0)
            var writer = JSONWriter()
            write(value, &writer)
            #expect(try JSONValue(parsing: writer.take()) == value)
        }
    }

    private func write(_ value: JSONValue, _ writer: inout JSONWriter) {
        switch value {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .int(let value): writer.number(value)
        case .double(let value): writer.number(value)
        case .string(let text): writer.string(text)
        case .array(let elements):
            writer.beginArray()
            for element in elements { write(element, &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.key(text: member.key)
                write(member.value, &writer)
            }
            writer.endObject()
        }
    }
}
