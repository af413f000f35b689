/// What a scalar does to the columns of a row.
///
/// Our own answer, never `wcwidth`'s nor the terminal's, so that columns are the same everywhere.
package enum CharacterClass: UInt8, Sendable {
    case narrow = 0
    case wide = 1
    /// Joins the character before it and has no column of its own.
    case combining = 2
    /// Acts on the terminal, reorders text or cannot be seen; only its code point may be shown.
    case hidden = 3

    /// - Complexity: O(1) below U+10000, O(log runs) above.
    package init(of scalar: UInt32) {
        if scalar < 0x10000 {
            self = Self.basicPlane[Int(scalar)]
            return
        }
        let runs = CharacterTable.runs
        var low = 0
        var high = runs.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle] >> 2 <= scalar { low = middle } else { high = middle }
        }
        self = Self(run: runs[low])
    }

    private init(run: UInt32) {
        self = CharacterClass(rawValue: UInt8(truncatingIfNeeded: run & 3)) ?? .hidden
    }

    /// The table of runs laid out for the plane that nearly all text is in: 64 KiB, made at first use.
    private static let basicPlane: [CharacterClass] = {
        var classes: [CharacterClass] = []
        classes.reserveCapacity(0x10000)
        let runs = CharacterTable.runs
        for (index, run) in runs.enumerated() where classes.count < 0x10000 {
            let end = index + 1 < runs.count ? Int(runs[index + 1] >> 2) : 0x10000
            let length = min(end, 0x10000) - classes.count
            classes.append(contentsOf: repeatElement(CharacterClass(run: run), count: length))
        }
        return classes
    }()

    package var columns: Int {
        switch self {
        case .narrow: 1
        case .wide: 2
        case .combining, .hidden: 0
        }
    }
}
