import Foundation
import TestSupport
import Testing

@testable import QueryServer

@Suite struct JSONIndenterTests {
    private func indented(_ text: String) -> String {
        var indenter = JSONIndenter()
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
        var whole = JSONIndenter()
        let expected = whole.indent(text)
        for cut in text.indices {
            var indenter = JSONIndenter()
            let pieces = indenter.indent(Array(text[..<cut])) + indenter.indent(Array(text[cut...]))
            #expect(pieces == expected)
        }
    }
}
