import Explorer
import Testing
import TraceAnalysis

@Suite struct ViewChoicesTests {
    @Test func `what was chosen is written and read back`() {
        var choices = ViewChoices()
        choices.coloring = .attribute("k8s.pod.name")
        choices.columns[.tree] = ["self", "tag.http.route"]
        choices.columns[.traces] = ["start", "id"]
        #expect(ViewChoices(lines: choices.lines) == choices)
        #expect(
            choices.lines == [
                "colour\tk8s.pod.name", "columns\ttraces\tstart,id",
                "columns\ttree\tself,tag.http.route",
            ]
        )
        #expect(ViewChoices().lines.isEmpty)
    }

    @Test(
        arguments: [
            "", "colour", "colour\t", "columns\tnowhere\tid", "columns\ttraces\tnone", "x\ty",
            "columns\ttraces", "columns\ttraces\t,", "colour\ta\tb",
        ]
    )
    func `a line that says nothing is left out`(_ line: String) {
        #expect(ViewChoices(lines: [line]) == ViewChoices())
    }

    @Test func `what was kept stands above the configuration`() {
        var configured = ColumnChoices()
        configured[.traces] = ["id"]
        configured[.services] = ["service"]
        var kept = ViewChoices()
        kept.columns[.traces] = ["start"]
        let settings = ExplorerSettings(sourceName: "x", columns: configured, kept: kept)
        #expect(settings.columns[.traces] == ["start"])
        #expect(settings.columns[.services] == ["service"])
    }
}
