import PlainText

/// What was searched for in the lines of JSON, and where it was found.
package struct JSONFind: Sendable {
    package let text: String
    /// Set while the search runs.
    package var request: RequestID?
    /// Lines with a hit, from the top.
    package private(set) var hits: [Int] = []
    /// Which of the hits was gone to last.
    package var current: Int?

    init(text: String, request: RequestID) {
        self.text = text
        self.request = request
    }

    mutating func take(_ hits: [Int]) {
        self.hits = hits
        request = nil
    }

    /// Whether a line has a hit.
    package func isHit(_ line: Int) -> Bool {
        let place = hits.partitionPoint { $0 < line }
        return place < hits.count && hits[place] == line
    }

    /// The line gone to last.
    package var line: Int? { current.map { hits[$0] } }

    /// The first hit from `line` on; the first of all if there is none.
    func first(from line: Int) -> Int {
        let place = hits.partitionPoint { $0 < line }
        return place < hits.count ? place : 0
    }

    /// `/text 3 of 12 lines`.
    package var counter: String {
        if request != nil { return "searching /\(text)" }
        if hits.isEmpty { return "/\(text) not found" }
        let count = CountText.of(hits.count, "line")
        return "/\(text) " + (current.map { "\($0 + 1) of \(count)" } ?? count)
    }
}

extension [Int] {
    /// How many elements come first that pass; those that pass stand before all others.
    fileprivate func partitionPoint(_ passes: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// The JSON view: view `7` of a trace.
package struct JSONViewState: Sendable {
    package var lines: JSONLines?
    /// The form that is wanted.
    package var form = JSONForm.spoor
    package var request: RequestID?
    /// What is searched for in the lines.
    package var find: JSONFind?
    /// The first line shown.
    package private(set) var top = 0
    private var height = 1

    init(form: JSONForm = .spoor) { self.form = form }

    package var count: Int { lines?.count ?? 0 }

    mutating func fit(height: Int) {
        self.height = height
        scroll(to: top)
    }

    mutating func scroll(to line: Int) { top = max(0, min(line, count - height)) }

    /// Scrolls as an action that moves asks for; false for other actions.
    mutating func apply(_ action: Action, height: Int, times: Int) -> Bool {
        guard
            let line = action.scrolled(from: top, height: height, count: count, times: times)
        else { return false }
        scroll(to: line)
        return true
    }

    func span(atLine line: Int) -> Int? { lines?.span(atLine: line) }
}
