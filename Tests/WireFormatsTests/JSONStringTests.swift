import Foundation
import TestSupport
import Testing
import TraceModel

struct JSONStringTests {
    @Test func `what JSON does not allow is escaped, and nothing else`() {
        let text = "a\"\\\n\r\t\u{0}\u{1F}\u{7F}é<&>\u{2028}"
        #expect(
            JSONString.quoted(text) == #""a\"\\\n\r\t\u0000\u001f"# + "\u{7F}é<&>\u{2028}\""
        )
    }

    @Test func `for HTML more is escaped, as Go does`() {
        #expect(
            JSONString.quoted("a<b>&\u{8}\u{C}\u{2027}\u{2028}\u{2029}é\n", .html)
                == #""a\u003cb\u003e\u0026\b\f"# + "\u{2027}" + #"\u2028\u2029"# + "é" + #"\n""#
        )
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `any text is read back by others`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let scalars = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x2100, using: &random))
            }
            let text = String(String.UnicodeScalarView(scalars))
            for escaping in [JSONString.Escaping.required, .html] {
                let json = "[\(JSONString.quoted(text, escaping))]"
                let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String]
                #expect(read?.first.map { Array($0.utf8) } == Array(text.utf8), "seed \(seed)")
            }
            let hidden = JSONString.escapingInvisible(Array(JSONString.quoted(text).utf8))
            let read =
                try JSONSerialization.jsonObject(
                    with: Data([0x5B] + hidden + [0x5D])
                ) as? [String]
            #expect(read?.first.map { Array($0.utf8) } == Array(text.utf8), "seed \(seed)")
        }
    }
}
