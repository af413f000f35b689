import TraceModel

extension [Nanoseconds] {
    /// The element that would stand at `place` if all were sorted; the order of the others changes.
    ///
    /// - Complexity: O(count) as a rule.
    mutating func rank(_ place: Int) -> Nanoseconds {
        var first = startIndex
        var last = endIndex - 1
        while first < last {
            let pivot = self[(first + last) / 2]
            var low = first
            var high = last
            while low <= high {
                while self[low] < pivot { low += 1 }
                while self[high] > pivot { high -= 1 }
                if low <= high {
                    swapAt(low, high)
                    low += 1
                    high -= 1
                }
            }
            if place <= high {
                last = high
            } else if place >= low {
                first = low
            } else {
                break
            }
        }
        return self[place]
    }
}
