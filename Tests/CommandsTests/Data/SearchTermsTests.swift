import Explorer
import Testing
import TraceModel

@testable import Commands
import PlainText

@Suite struct SearchTermsTests {
    private let now = Timestamp(nanoseconds: 1_767_225_600_000_000_000)

    private func terms(_ arguments: [String]) throws -> SearchTerms {
        guard case .data(let data) = try invocation(["traces"] + arguments).command,
            case .traces(let request) = data.subject
        else { throw CommandLineError("not a search") }
        return try request.terms(now: now, zone: .utc)
    }

    private func refusal(_ arguments: [String]) -> String? {
        do {
            _ = try terms(arguments)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `flags and words say the same`() throws {
        let flags = [
            "check out", "--operation", "GET /a b", "--tag", "http.method=GET", "--tag", "a b=c=d",
            "--min", "100ms", "--max", "2s", "--last", "1h", "--errors",
        ]
        let words = [
            "service=check out", "operation=GET /a b", "error=true", "tag.http.method=GET",
            "tag.a b=c=d", "minDuration=100ms", "maxDuration=2s", "last=1h",
        ]
        let query =
            #"service="check out" operation="GET /a b" error=true tag.http.method=GET "#
            + #""tag.a b"="c=d" minDuration=100ms maxDuration=2s last=1h"#
        let wanted = try QueryText.parse(query, now: now, zone: .utc).get()
        #expect(try terms(flags) == wanted)
        #expect(try terms(words) == wanted)
        #expect(try terms([query]) == wanted)
        #expect(try terms(["k8s.pod.name=x"]) == terms(["--tag", "k8s.pod.name=x"]))
        #expect(try terms(["limit=5", "limit=7"]).limit == 7)
    }

    @Test(arguments: [
        (["--min", "abc"], "`abc` of --min is wrong: expected a length of time"),
        (["minDuration=abc"], "`minDuration=abc` is wrong: expected a length of time"),
        (
            ["servic=a"],
            "`servic=a` is wrong: unknown key servic; did you mean service=? For an attribute write tag.servic=."
        ),
        (["--tag", "novalue"], "`novalue` of --tag is wrong: write KEY=VALUE"),
        (["--errors", "error=false"], "`--errors` and `error=false` both say what the error is;"),
        (
            ["a", "service=b"],
            "`a` and `service=b` both say what the service is; give one of them."
        ),
        (["--last", "1h", "from=12:00"], "`--last` and `from=12:00` both say"),
        (
            ["chekout", "user=5"],
            "`user=5` is wrong: unknown key user; for an attribute write tag.user="
        ),
        (
            ["--last", "1h", "--from", "12:00"],
            "`--last` and `--from` both say which time is searched;"
        ),
        (["--from", "yesterday"], "`yesterday` of --from is wrong: a time is 12:30"),
        (["--min", "2s", "--max", "1s"], "`1s` of --max is wrong: maxDuration is less than"),
        (["", "last=1h"], "`` of SERVICE is wrong: service needs a value."),
    ]) func `a mistake names the flag and its value`(arguments: [String], sentence: String) {
        let refusal = refusal(arguments)
        #expect(refusal?.hasPrefix(sentence) == true, "\(refusal ?? "not refused")")
    }
}
