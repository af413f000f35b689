import Glibc

/// How long calls took: quantiles right to within 1 %, of any number of durations, that can be put together.
///
/// DDSketch (Masson, Rim, Lee: "DDSketch: a fast and fully-mergeable quantile sketch with relative-error
/// guarantees", PVLDB 12, 2019): a duration x belongs to class ⌈log_γ x⌉ with γ = (1 + α) / (1 − α), and the middle
/// 2 γ^i / (γ + 1) of class i is within α of every x in it. There are at most 2,300 classes for 64 bits of
/// nanoseconds, so nothing need be collapsed, and what was added can be taken out again exactly.
package struct LatencySketch: Sendable, Equatable {
    /// α: the largest relative error of a quantile.
    ///
    /// A little below 1 %, to leave room for rounding.
    package static let relativeError = 0.0099

    private static let gamma = (1 + relativeError) / (1 - relativeError)
    private static let logGamma = log(gamma)

    /// Classes in use, ascending, and how many durations each holds.
    private var classes: [UInt16] = []
    private var counts: [UInt32] = []
    /// Durations of 0 ns, which have no logarithm.
    private var zeros = 0
    /// Number of durations.
    package private(set) var count = 0

    package init() {}

    package var isEmpty: Bool { count == 0 }

    /// Adds a duration in nanoseconds.
    ///
    /// - Complexity: O(log classes), and O(classes) for the first duration of a class.
    package mutating func add(_ duration: UInt64) {
        count += 1
        guard duration > 0 else {
            zeros += 1
            return
        }
        add(1, to: Self.class(of: duration))
    }

    /// Takes out a duration that was added before.
    package mutating func remove(_ duration: UInt64) {
        guard duration > 0 else {
            zeros -= 1
            count -= 1
            return
        }
        let index = Self.class(of: duration)
        let place = place(of: index)
        guard place < classes.count, classes[place] == index else { return }
        count -= 1
        counts[place] -= 1
        if counts[place] == 0 {
            classes.remove(at: place)
            counts.remove(at: place)
        }
    }

    /// Adds all durations of another sketch; the order in which sketches are merged makes no difference.
    ///
    /// - Complexity: O(classes of both).
    package mutating func merge(_ other: LatencySketch) {
        guard other.count > 0 else { return }
        if count == 0 {
            self = other
            return
        }
        var merged = LatencySketch()
        merged.zeros = zeros + other.zeros
        merged.count = count + other.count
        merged.classes.reserveCapacity(max(classes.count, other.classes.count))
        merged.counts.reserveCapacity(max(classes.count, other.classes.count))
        var left = 0
        var right = 0
        while left < classes.count || right < other.classes.count {
            let isLeft =
                right == other.classes.count
                || (left < classes.count && classes[left] <= other.classes[right])
            let index = isLeft ? classes[left] : other.classes[right]
            var sum: UInt32 = 0
            if left < classes.count, classes[left] == index {
                sum += counts[left]
                left += 1
            }
            if right < other.classes.count, other.classes[right] == index {
                sum += other.counts[right]
                right += 1
            }
            merged.classes.append(index)
            merged.counts.append(sum)
        }
        self = merged
    }

    /// Takes out all durations of a sketch that was merged before.
    package mutating func subtract(_ other: LatencySketch) {
        zeros -= other.zeros
        count -= other.count
        var place = 0
        for (index, amount) in zip(other.classes, other.counts) {
            while place < classes.count, classes[place] < index { place += 1 }
            guard place < classes.count, classes[place] == index else { continue }
            counts[place] -= min(counts[place], amount)
        }
        var kept = 0
        for place in classes.indices where counts[place] > 0 {
            classes[kept] = classes[place]
            counts[kept] = counts[place]
            kept += 1
        }
        classes.removeLast(classes.count - kept)
        counts.removeLast(counts.count - kept)
    }

    /// The duration that the share `quantile`, 0...1, of all does not exceed, in nanoseconds; nil when empty.
    ///
    /// It is within ``relativeError`` of the duration at place ⌊quantile · (count − 1)⌋ of all in order.
    package func quantile(_ quantile: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = Int((min(max(quantile, 0), 1) * Double(count - 1)).rounded(.down))
        var seen = zeros
        if seen > rank { return 0 }
        for (index, amount) in zip(classes, counts) {
            seen += Int(amount)
            if seen > rank { return Self.middle(of: index) }
        }
        return classes.last.map { Self.middle(of: $0) }
    }

    private mutating func add(_ amount: UInt32, to index: UInt16) {
        let place = place(of: index)
        if place < classes.count, classes[place] == index {
            counts[place] += amount
        } else {
            classes.insert(index, at: place)
            counts.insert(amount, at: place)
        }
    }

    /// The place of a class, or where it belongs.
    private func place(of index: UInt16) -> Int {
        var low = 0
        var high = classes.count
        while low < high {
            let middle = (low + high) / 2
            if classes[middle] < index { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func `class`(of duration: UInt64) -> UInt16 {
        UInt16((log(Double(duration)) / logGamma).rounded(.up))
    }

    private static func middle(of index: UInt16) -> Double {
        2 * exp(Double(index) * logGamma) / (gamma + 1)
    }
}
