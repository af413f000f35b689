/// Decimal text of doubles as ECMAScript and Go's `encoding/json` write it.
enum DecimalText {
    /// The shortest digits that mean `value`; an exponent only below 1e-6 and from 1e21 on.
    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return sign + "0" }
        var (digits, point) = parts(of: value.magnitude.description)
        let size = value.magnitude
        if size < 1e-6 || size >= 1e21 {
            let exponent = point - 1
            let rest = digits.dropFirst()
            let fraction = rest.isEmpty ? "" : "." + rest
            return sign + digits.prefix(1) + fraction + (exponent < 0 ? "e" : "e+")
                + String(exponent)
        }
        if point <= 0 {
            return sign + "0." + String(repeating: "0", count: -point) + digits
        }
        if digits.count <= point {
            digits += String(repeating: "0", count: point - digits.count)
            return sign + digits
        }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// The digits without zeros around them, and how many of them stand before the decimal point.
    private static func parts(of description: String) -> (digits: String, point: Int) {
        let halves = description.split(separator: "e")
        let exponent = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
        let mantissa = halves[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let all = whole + (mantissa.count > 1 ? mantissa[1] : "")
        let leading = all.prefix { $0 == "0" }.count
        let digits = all.dropFirst(leading)
        let trailing = digits.reversed().prefix { $0 == "0" }.count
        return (String(digits.dropLast(trailing)), whole.count + exponent - leading)
    }
}
