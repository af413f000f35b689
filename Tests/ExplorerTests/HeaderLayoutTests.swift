import Testing

@testable import Explorer

@Suite struct HeaderLayoutTests {
    @Test(arguments: [
        (#"[["Accept","*/*"],["Host","a"]]"#, "anything", ["Accept: */*", "Host: a"]),
        (#"[{"name":"Accept","value":"*/*"}]"#, "anything", ["Accept: */*"]),
        (#"[{"key":"Accept","value":["a","b"]}]"#, "anything", ["Accept: a, b"]),
        (#"{"accept":["a","b"],"age":3}"#, "http.request.headers", ["accept: a, b", "age: 3"]),
        (#"["application/json"]"#, "http.request.header.content-type", ["application/json"]),
        (#"["a=1","b=2"]"#, "http.response.header.set-cookie", ["a=1", "b=2"]),
    ])
    func `headers are one in a line`(text: String, key: String, lines: [String]) {
        #expect(HeaderLayout.lines(text, key: key) == lines)
    }

    @Test(arguments: [
        (#"{"accept":"a"}"#, "body"), (#"["a","b"]"#, "labels"), ("[]", "http.request.headers"),
        ("[1,2]", "x"), (#"[["a","b","c"]]"#, "x"), (#"[{"name":"a","value":"b","more":1}]"#, "x"),
        (#"[["a","b\nc: d"]]"#, "x"), ("[[", "x"), ("text", "http.request.header.accept"),
        (#"{"a":{"b":1}}"#, "headers"),
    ])
    func `what is no list of headers stays as it is`(text: String, key: String) {
        #expect(HeaderLayout.lines(text, key: key) == nil)
    }
}
