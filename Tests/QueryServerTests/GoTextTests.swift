import Testing
import TraceModel

@testable import QueryServer

/// The texts are those of recorded servers or of Go's standard library.
@Suite struct GoTextTests {
    private func error(_ body: () throws(GoTextError) -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return error.text
        }
    }

    @Test func `integers are read in their width`() throws {
        #expect(try GoText.int("-12") == -12)
        #expect(try GoText.int("2147483647", bits: 32) == 2_147_483_647)
        #expect(try GoText.count("2147483648") == 2_147_483_648)
        let tooWide = error { () throws(GoTextError) in
            _ = try GoText.int("2147483648", bits: 32)
        }
        #expect(tooWide == "strconv.ParseInt: parsing \"2147483648\": value out of range")
        let word = error { () throws(GoTextError) in _ = try GoText.count("abc") }
        #expect(word == "strconv.Atoi: parsing \"abc\": invalid syntax")
        let quote = error { () throws(GoTextError) in _ = try GoText.int("\"\n") }
        #expect(quote == "strconv.ParseInt: parsing \"\\\"\\n\": invalid syntax")
    }

    @Test(arguments: [
        ("abc", "time: invalid duration \"abc\""), ("5", "time: missing unit in duration \"5\""),
        ("1d", "time: unknown unit \"d\" in duration \"1d\""),
        ("1s5", "time: missing unit in duration \"1s5\""), ("-", "time: invalid duration \"-\""),
        ("9999999999h", "time: invalid duration \"9999999999h\""),
    ])
    func `a duration that is none is refused in Go's words`(text: String, message: String) {
        #expect(error { () throws(GoTextError) in _ = try GoText.duration(text) } == message)
    }

    @Test func `durations have units and may have several`() throws {
        #expect(try GoText.duration("1m30s") == 90_000_000_000)
        #expect(try GoText.duration("-1.5ms") == -1_500_000)
        #expect(try GoText.duration("0") == 0)
    }

    @Test(arguments: [
        (
            "yesterday",
            "parsing time \"yesterday\" as \"2006-01-02T15:04:05.999999999Z07:00\": cannot parse "
                + "\"yesterday\" as \"2006\""
        ),
        (
            "1795250795098898",
            "parsing time \"1795250795098898\" as \"2006-01-02T15:04:05.999999999Z07:00\": cannot "
                + "parse \"250795098898\" as \"-\""
        ),
        ("2026-13-01T00:00:00Z", "parsing time \"2026-13-01T00:00:00Z\": month out of range"),
        (
            "2026-01-01T00:00:00Zx",
            "parsing time \"2026-01-01T00:00:00Zx\": extra text: \"x\""
        ),
        ("2026-02-30T00:00:00Z", "parsing time \"2026-02-30T00:00:00Z\": day out of range"),
        ("2026-01-01T00:00:60Z", "parsing time \"2026-01-01T00:00:60Z\": second out of range"),
        (
            "2026-01-01 00:00:00Z",
            "parsing time \"2026-01-01 00:00:00Z\" as \"2006-01-02T15:04:05.999999999Z07:00\": cannot "
                + "parse \" 00:00:00Z\" as \"T\""
        ),
        (
            "2026-01-01t00:00:00Z",
            "parsing time \"2026-01-01t00:00:00Z\" as \"2006-01-02T15:04:05.999999999Z07:00\": cannot "
                + "parse \"t00:00:00Z\" as \"T\""
        ),
    ])
    func `a time that is none is refused in Go's words`(text: String, message: String) {
        #expect(error { () throws(GoTextError) in _ = try GoText.time(text) } == message)
    }

    @Test(
        arguments: [
            ("0001-01-01T00:00:00Z", 0), ("1677-09-21T00:12:43.145224192Z", 0),
            ("9999-12-31T23:59:59.999999999Z", .max), ("1970-01-01T00:00:01Z", 1_000_000_000),
        ] as [(String, UInt64)]
    )
    func `any year is taken, and what no span can have is the first or last time`(
        text: String,
        nanoseconds: UInt64
    ) throws {
        #expect(try GoText.time(text).nanoseconds == nanoseconds)
    }

    @Test func `trace ids are hexadecimal of any length or base64`() throws {
        let id = try #require(TraceID(hex: "a6aadfb342f5716e722979b5ef21c698"))
        #expect(try GoText.traceID("A6AADFB342F5716E722979B5EF21C698") == id)
        #expect(try GoText.traceID("pqrfs0L1cW5yKXm17yHGmA") == id)
        #expect(try GoText.traceID("pqrfs0L1cW5yKXm17yHGmA==") == id)
        #expect(try GoText.traceID("1") == TraceID(high: 0, low: 1))
    }

    @Test(arguments: [
        ("not-a-trace-id", "invalid length for TraceID"),
        ("\" or *", "strconv.ParseUint: parsing \"\\\" or *\": invalid syntax"),
        (
            "0a6aadfb342f5716e722979b5ef21c698",
            "TraceID cannot be longer than 32 hex characters: 0a6aadfb342f5716e722979b5ef21c698"
        ),
    ])
    func `a trace id that is none is refused as recorded`(text: String, message: String) {
        #expect(error { () throws(GoTextError) in _ = try GoText.traceID(text) } == message)
    }

    @Test(arguments: [
        ("{\"a\":1}", "json: cannot unmarshal number into Go value of type string"),
        ("[1]", "json: cannot unmarshal array into Go value of type map[string]string"),
        ("error=true", "invalid character 'e' looking for beginning of value"),
        ("{\"a\":", "unexpected end of JSON input"), ("", "unexpected end of JSON input"),
    ])
    func `attributes that are no map of strings are refused as recorded`(
        text: String,
        message: String
    ) {
        #expect(error { () throws(GoTextError) in _ = try GoText.stringMap(text) } == message)
    }
}
