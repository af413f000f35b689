import Foundation

/// Colours of xterm's cube and greys as eyes see them.
enum PaletteColor {
    /// Eyes that lack one kind of cones.
    enum Blindness: CaseIterable {
        case protanopia, deuteranopia

        /// What they see of linear red, green and blue (Machado, Oliveira and Fernandes, 2009, severity 1).
        fileprivate var matrix: [[Double]] {
            switch self {
            case .protanopia:
                [
                    [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                    [-0.003882, -0.048116, 1.051998],
                ]
            case .deuteranopia:
                [
                    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                    [-0.011820, 0.042940, 0.968881],
                ]
            }
        }
    }

    /// How different two colours look: their distance in OKLab (Ottosson, 2020), where black and white are 1 apart.
    static func distance(_ left: Int, _ right: Int, seenWith blindness: Blindness? = nil) -> Double
    {
        let (left, right) = (lab(left, blindness), lab(right, blindness))
        return zip(left, right).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }

    private static func lab(_ number: Int, _ blindness: Blindness?) -> [Double] {
        var color = linear(number)
        if let blindness {
            color = times(blindness.matrix, color).map { min(1, max(0, $0)) }
        }
        let cones = times(
            [
                [0.4122214708, 0.5363325363, 0.0514459929],
                [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ],
            color
        )
        return times(
            [
                [0.2104542553, 0.7936177850, -0.0040720468],
                [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ],
            cones.map { cbrt($0) }
        )
    }

    private static func times(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { zip($0, vector).map(*).reduce(0, +) }
    }

    private static func linear(_ number: Int) -> [Double] {
        let levels = [0, 95, 135, 175, 215, 255]
        let cube = number - 16
        let parts =
            number >= 232
            ? [Int](repeating: 8 + (number - 232) * 10, count: 3)
            : [levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]]
        return parts.map {
            let part = Double($0) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
    }
}
