import Testing
import TraceModel
import WireFormats

struct EnvelopeTests {
    private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: text.utf8) }

    @Test func `lists of either family are read, null and absent ones as empty`() throws {
        #expect(ListAnswers.servicesV3(try json(#"{"services":["b","a"]}"#)) == ["b", "a"])
        #expect(ListAnswers.servicesV3(try json("{}")) == [])
        #expect(ListAnswers.servicesV3(try json(#"{"data":["a"]}"#)) == nil)
        #expect(ListAnswers.servicesLegacy(try json(#"{"data":null,"errors":null}"#)) == [])
        #expect(ListAnswers.servicesLegacy(try json("[]")) == nil)
        #expect(ListAnswers.operationsV3(try json(#"{"operations":[]}"#)) == [])
        let named = try json(#"{"data":["GET /"]}"#)
        #expect(ListAnswers.operationsLegacy(named) == [Operation(name: "GET /", kind: nil)])
        let typed = try json(
            #"{"data":[{"name":"a","spanKind":"server"},{"name":"b","spanKind":""},{"name":"c"}]}"#
        )
        #expect(
            ListAnswers.operationsLegacy(typed) == [
                Operation(name: "a", kind: .server), Operation(name: "b", kind: nil),
                Operation(name: "c", kind: nil),
            ]
        )
    }

    @Test func `summaries leave out what is zero, and unreadable ones are counted`() throws {
        let answer = try #require(
            SummaryAnswer(
                try json(
                    """
                    {"summaries":[
                      {"traceID":"abc","minStartTimeUnixNano":"10","maxEndTimeUnixNano":30,
                       "spanCount":2,"services":[{"name":"b","spanCount":1},{"name":"a"}]},
                      {"traceId":"000","minStartTimeUnixNano":"1","maxEndTimeUnixNano":"2"},
                      {"traceId":"abc"}, 7]}
                    """
                )
            )
        )
        #expect(answer.malformed == 3)
        let summary = try #require(answer.summaries.first)
        #expect(answer.summaries.count == 1)
        #expect(summary.id == TraceID(high: 0, low: 0xabc))
        #expect(summary.duration == 20)
        #expect(summary.rootService == "")
        #expect(summary.errorCount == 0)
        #expect(summary.services.map(\.name) == ["a", "b"])
        #expect(SummaryAnswer(try json(#"{"data":[]}"#)) == nil)
    }

    @Test func `metrics keep their gaps`() throws {
        let answer = try #require(
            MetricsAnswer(
                try json(
                    """
                    {"name":"service_latencies","metrics":[{"labels":[
                      {"name":"service_name","value":"web"},{"name":"operation","value":"GET /"}],
                      "metricPoints":[
                        {"gaugeValue":{"doubleValue":1.5},"timestamp":"1970-01-01T00:00:01Z"},
                        {"gaugeValue":{"doubleValue":"NaN"},"timestamp":"1970-01-01T00:00:02Z"},
                        {"gaugeValue":{},"timestamp":"1970-01-01T00:00:03Z"},
                        {"timestamp":"1970-01-01T00:00:04Z"},
                        {"gaugeValue":{"doubleValue":1}}]}]}
                    """
                )
            )
        )
        let series = try #require(answer.series.first)
        #expect(series.service == "web")
        #expect(series.operation == "GET /")
        #expect(series.points.map(\.value) == [1.5, nil, 0, nil])
        #expect(series.points.map(\.time.nanoseconds) == [1, 2, 3, 4].map { $0 * 1_000_000_000 })
        #expect(MetricsAnswer(try json(#"{"metrics":null}"#))?.series == [])
        #expect(MetricsAnswer(try json(#"{"data":[]}"#)) == nil)
    }

    @Test func `counts that cannot be are cut, so that they can be added up`() throws {
        let answer = try #require(
            SummaryAnswer(
                try json(
                    """
                    {"summaries":[
                      {"traceId":"abc","minStartTimeUnixNano":"10","maxEndTimeUnixNano":"30",
                       "spanCount":"9223372036854775807","errorSpanCount":-3,
                       "services":[{"name":"b","spanCount":9223372036854775807}]}]}
                    """
                )
            )
        )
        let summary = try #require(answer.summaries.first)
        #expect(summary.spanCount == Int(Int32.max) && summary.errorCount == 0)
        #expect(summary.services.map(\.spanCount) == [Int(Int32.max)])
    }
}
