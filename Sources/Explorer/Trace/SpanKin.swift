import PlainText
import TraceAnalysis
import TraceModel

/// Spans of one kind by their places in the order of the tree, as far as they are in a part of it.
///
/// - Complexity: all is O(log spans).
struct SpanKin {
    private let places: ArraySlice<Int32>

    /// `places` ascend.
    init(_ places: [Int32], in scope: Range<Int32>) {
        let first = places.firstIndex(notBelow: scope.lowerBound)
        self.places = places[first..<places.firstIndex(notBelow: scope.upperBound)]
    }

    /// The next one behind a place; after the last one comes the first, and nothing if there is none.
    func next(behind place: Int32) -> Int32? {
        let next = places.firstIndex(notBelow: place + 1)
        return next < places.endIndex ? places[next] : places.first
    }

    /// Which of them the one at a place is: `3 of 987`.
    func words(of place: Int32) -> String {
        let number = places.firstIndex(notBelow: place + 1) - places.startIndex
        return "\(CountText.grouped(number)) of \(CountText.grouped(places.count))"
    }
}

extension RandomAccessCollection<Int32> where Index == Int {
    /// The index of the first element that is not below `limit`, of elements that ascend.
    func firstIndex(notBelow limit: Int32) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < limit { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
