import Explorer
import Testing

@testable import Commands

@Suite struct CommandLineFollowTests {
    private func request(_ line: String) throws -> (request: FollowRequest, form: OutputFormat)? {
        guard case .data(let request) = try invocation(line).command,
            case .follow(let follow) = request.subject
        else { return nil }
        return (follow, request.output)
    }

    @Test func `without a word it prints new traces of the last minute and on, for ever`() throws {
        let (request, form) = try #require(try request("follow"))
        #expect(request.subject == .traces(updates: false))
        #expect(request.reach == 60_000_000_000 && form == .table)
        #expect(request.count == nil && request.duration == nil && request.search.service == nil)
    }

    @Test func `every option says something else`() throws {
        let line =
            "follow checkout tag.a=b --operation Pay --min 1s --errors --updates --last 0 "
            + "--count 3 --for 5m -o ndjson"
        let (request, form) = try #require(try request(line))
        #expect(request.search.service?.text == "checkout" && request.search.options[.error] != nil)
        #expect(request.search.options[.operation]?.map(\.text) == ["Pay"])
        #expect(request.search.options[.minDuration]?.map(\.text) == ["1s"])
        #expect(
            request.search.terms.map(\.text) == ["tag.a=b"] && request.search.options[.last] == nil
        )
        #expect(request.subject == .traces(updates: true) && request.reach == 0)
        #expect(request.count == 3 && request.duration == 300_000_000_000 && form == .ndjson)
        let rates = try #require(try self.request("follow --summary 10s --calls"))
        #expect(rates.request.subject == .rates(every: 10_000_000_000, calls: true))
    }

    @Test(arguments: [
        "follow a b", "follow --last soon", "follow --last 2d", "follow --count 0",
        "follow --count x",
        "follow --for 0", "follow --summary 0", "follow --summary 2ms", "follow --summary 2h",
        "follow --summary 10s --errors", "follow --summary 10s --updates", "follow --calls",
        "follow -o otlp", "follow --from 12:00", "follow --file x.json",
    ])
    func `what is none of its values is refused in one sentence`(line: String) {
        #expect(refusal(line)?.hasSuffix(".") == true, "\(refusal(line) ?? "taken")")
    }
}
