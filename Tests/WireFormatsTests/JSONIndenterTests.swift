import Foundation
import TestSupport
import Testing

@testable import WireFormats

@Suite struct JSONIndenterTests {
    private func indented(_ text: String) -> String {
        var indenter = JSONIndenter(width: 4)
        return String(decoding: indenter.indent(Array(text.utf8)), as: UTF8.self)
    }

    @Test func `objects and lists are spread over lines and empty ones are not`() {
        let text = #"{"data":[1,{"a":"b{,}\"\\"}],"none":[],"empty":{},"errors":null}"#
        #expect(
            indented(text) == #"""
                {
                    "data": [
                        1,
                        {
                            "a": "b{,}\"\\"
                        }
                    ],
                    "none": [],
                    "empty": {},
                    "errors": null
                }
                """#
        )
    }

    @Test func `the recorded form comes out of the recorded compact one`() throws {
        let folder = RepositoryFiles.fixture("jaeger-v2.20")
        func read(_ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
        let pretty = try read("services-pretty.json")
        let json = try JSONSerialization.jsonObject(with: Data(pretty.utf8))
        #expect(json is [String: Any])
        var compact = ""
        for line in pretty.split(separator: "\n") {
            compact += line.drop { $0 == " " }.replacing("\": ", with: "\":")
        }
        #expect(indented(compact) == pretty)
    }

    @Test func `cuts anywhere change nothing`() {
        let text = Array(#"{"a":["x\"y",[],{}],"b":{"c":[1,2]}}"#.utf8)
        var whole = JSONIndenter(width: 4)
        let expected = whole.indent(text)
        for cut in text.indices {
            var indenter = JSONIndenter(width: 4)
            let pieces = indenter.indent(Array(text[..<cut])) + indenter.indent(Array(text[cut...]))
            #expect(pieces == expected)
        }
    }

    @Test func `JSON is laid out without changing anything but blanks`() throws {
        for text in [
            #"{"a":1,"b":[1,2,{"c":"x, y: {z}"}],"e":{},"f":[]}"#, "[ ]", " {\"a\" : \"\\\"\" } ",
            #"["漢",null,true,-1.5e3]"#,
        ] {
            let laidOut = try #require(PrettyJSON.layOut(text))
            let before = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSObject
            let after = try JSONSerialization.jsonObject(with: Data(laidOut.utf8)) as? NSObject
            #expect(before == after)
        }
        #expect(PrettyJSON.layOut(#"{"e":{},"f":[]}"#) == "{\n  \"e\": {},\n  \"f\": []\n}")
        for text in ["", "plain", "1", "{", "{]", "[1] [2]", "{\"a\":\"", "[1]x"] {
            #expect(PrettyJSON.layOut(text) == nil, "\(text)")
        }
        #expect(PrettyJSON.layOut(String(repeating: "[", count: 5000)) == nil)
    }
}
