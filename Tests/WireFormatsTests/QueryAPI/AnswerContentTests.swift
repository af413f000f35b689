import Testing
import TraceModel
import WireFormats

struct AnswerContentTests {
    private func content(_ text: String) -> AnswerContent { AnswerContent(Array(text.utf8)) }

    @Test(arguments: [
        #"{"data":null,"total":0,"errors":[{"code":404,"msg":"trace not found"}]}"#,
        #"{"error":{"httpCode":404,"message":"trace not found"}}"#,
        #"{"code":5,"message":"trace not found","details":[]}"#, "trace not found\n",
        #"{"status":500,"message":"trace\tnot \nfound"}"#, #"{"error":"trace not found"}"#,
    ])
    func `the server's words are found in every envelope`(text: String) {
        #expect(content(text).serverWords == "trace not found")
    }

    @Test func `long words are cut`() {
        let words = content(String(repeating: "word ", count: 1000)).serverWords
        #expect(words.count == 300)
        #expect(words.hasSuffix("…"))
    }

    @Test(
        arguments: [
            ("<!DOCTYPE html><html><head><TITLE>\n Sign  in </TITLE>", "Sign in"),
            ("\n<html><title lang='en'>İ Jaeger</title>", "İ Jaeger"),
            ("<html><title></title>", nil),
            ("<p>", nil), ("<title>never closed", nil),
        ] as [(String, String?)]
    )
    func `a page is known by its first character and named by its title`(
        text: String,
        title: String?
    ) {
        #expect(content(text) == .html(title: title))
    }

    @Test func `the families' answers are told apart`() {
        #expect(content(#"{"services":[]}"#).isServiceListV3)
        #expect(content("{}").isServiceListV3)
        #expect(!content(#"{"data":[]}"#).isServiceListV3)
        #expect(!content("[]").isServiceListV3)
        #expect(content(#"{"data":null}"#).isLegacyEnvelope)
        #expect(!content(#"{"services":[]}"#).isLegacyEnvelope)
        #expect(content(#"{"summaries":[]}"#).isSummaryList)
        #expect(content(#"{"error":{"message":"x"}}"#).isV3Error)
        #expect(!content(#"{"message":"no Route matched"}"#).isV3Error)
    }

    @Test func `blank and broken answers are what they are`() {
        #expect(content(" \n") == .empty)
        #expect(content("{\"data\":[") == .text("{\"data\":["))
    }
}
