import Foundation
import TestSupport
import Testing
import TraceModel

struct Base64Tests {
    private func decode(_ text: String) -> [UInt8]? {
        Array(text.utf8).withUnsafeBufferPointer { Base64.decode($0) }
    }

    @Test
    func `bytes survive, and are written as Foundation writes them`() {
        var random = SeededGenerator(seed: 3)
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            var text: [UInt8] = []
            bytes.withUnsafeBufferPointer { Base64.append($0, to: &text) }
            let string = String(decoding: text, as: UTF8.self)
            #expect(string == Data(bytes).base64EncodedString())
            #expect(decode(string) == bytes)
            #expect(decode(string.replacing("=", with: "")) == bytes)
        }
    }

    @Test
    func `the alphabet of URLs is read too`() {
        #expect(decode("-_-_") == decode("+/+/"))
    }

    @Test(arguments: ["A", "AB=C", "A===", "AB=", "A B=", "ABCDE", "é==="])
    func `what is not Base64 is refused`(_ text: String) {
        #expect(decode(text) == nil)
    }
}
