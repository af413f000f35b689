import Explorer
import TestSupport
import Testing
import TraceModel

@Suite struct ColumnChoiceTests {
    private func traces(_ line: String) -> Journey {
        var journey = Journey(start: .traces(SearchTerms()))
        journey.press(":")
        journey.type(line)
        journey.press("Enter")
        return journey
    }

    @Test func `columns are chosen of the list on top`() {
        let chosen = traces("columns start,root id").state
        #expect(chosen.settings.columns[.traces] == ["start", "root", "id"])
        #expect(chosen.settings.columns[.services] == nil)
        #expect(chosen.notice == nil)
    }

    @Test func `a name that there is not changes nothing and lists those there are`() {
        let state = traces("columns start,rot").state
        #expect(state.settings.columns[.traces] == nil)
        #expect(
            state.notice?.text
                == "There is no column “rot”; there are id, start, end, duration, bar, root, spans, "
                + "errors, orphans, services, moved."
        )
    }

    @Test func `alone it says what is shown and what there is besides`() {
        #expect(
            traces("columns").state.notice?.text
                == "Columns: start, root, bar, duration, spans, errors, services; there are also id, "
                + "end, orphans, moved."
        )
    }

    @Test func `the usual columns come back`() {
        var journey = traces("columns id")
        journey.press(":")
        journey.type("columns usual")
        journey.press("Enter")
        #expect(journey.state.settings.columns == ColumnChoices())
    }

    @Test func `where there is no list there are no columns`() {
        var journey = Journey(start: .trace(Shop.trace.id, span: nil))
        journey.press("2 :")
        journey.type("columns id")
        journey.press("Enter")
        #expect(journey.state.notice?.severity == .error)
        journey.press("4 :")
        journey.type("columns id,name")
        journey.press("Enter")
        #expect(journey.state.settings.columns[.spans] == ["id", "name"])
    }

    @Test(arguments: ListName.allCases) func `every list has names, none twice`(_ list: ListName) {
        #expect(Set(list.columns).count == list.columns.count && !list.columns.isEmpty)
        let names = list.columns.joined(separator: ",")
        #expect((try? list.parse(names).get()) == list.columns)
        // The word that brings the usual columns back is none of them.
        #expect(!list.columns.contains("usual"))
    }
}
