/// What a scalar does to the columns of a row.
///
/// Our own answer, never `wcwidth`'s nor the terminal's, so that columns are the same everywhere.
package enum CharacterClass: UInt32, Sendable {
    case narrow = 0
    case wide = 1
    /// Joins the character before it and has no column of its own.
    case combining = 2
    /// Acts on the terminal, reorders text or cannot be seen; only its code point may be shown.
    case hidden = 3

    /// - Complexity: O(log runs); constant below U+0300.
    package init(of scalar: UInt32) {
        if scalar < 0x300 {
            let isControl = scalar < 0x20 || (0x7F..<0xA0).contains(scalar) || scalar == 0xAD
            self = isControl ? .hidden : .narrow
            return
        }
        let runs = CharacterTable.runs
        var low = 0
        var high = runs.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle] >> 2 <= scalar { low = middle } else { high = middle }
        }
        self = CharacterClass(rawValue: runs[low] & 3) ?? .hidden
    }

    package var columns: Int {
        switch self {
        case .narrow: 1
        case .wide: 2
        case .combining, .hidden: 0
        }
    }
}
