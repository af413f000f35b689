import TraceModel

extension PlainSpan {
    /// Gives the span, now and then, what makes life hard for whoever stores it.
    package mutating func spoil(using generator: inout some RandomNumberGenerator) {
        func chance(_ odds: Int = 6) -> Bool { Int.random(in: 0..<odds, using: &generator) == 0 }
        let unique = UInt64.random(in: .min ... .max, using: &generator)
        if chance() { name = "GET /users/\(unique)" }
        if chance() { attributes.append(Attribute(key: "key-\(unique)", value: .int(1))) }
        if chance() {
            attributes.append(Attribute(key: "size", value: .int(Int64(bitPattern: unique))))
        } else {
            attributes.append(Attribute(key: "size", value: .int(Int64(unique % 5000))))
        }
        if chance() { attributes.append(contentsOf: attributes) }
        if chance(3) {
            attributes.append(
                Attribute(key: "ratio", value: .double(Double(bitPattern: unique | 1)))
            )
        }
        if chance(2) { attributes.append(Attribute(key: "url", value: .string(url(unique)))) }
        if chance(2) {
            let text = String((0..<20).map { _ in "abcdefghij ".randomElement(using: &generator)! })
            attributes.append(Attribute(key: "text", value: .string(text)))
        }
        if chance(3) {
            let list: [AttributeValue] = [
                .string("\(unique)"), .map([Attribute(key: "", value: .bytes([1]))]),
            ]
            attributes.append(Attribute(key: "list", value: .array(list)))
        }
        if chance(10) { (start, end) = (0, UInt64(unique % 9)) }
        if chance(10) { (start, end) = (.max - 1, .max) }
        if chance(10) { end = 0 }
        if chance(10) { end = start - min(start, 5) }
        if chance(10) { start = 9_214_646_400_000_000_000 }
        if chance(10) { hasServiceName = false; resource.name = "" }
        if chance() {
            resource.attributes.append(Attribute(key: "pod", value: .int(Int64(unique % 9))))
        }
        if chance() { statusMessage = "failed at \(unique)" }
        if chance(8) { spanID = SpanID(text: "span \(unique % 99)") }
        if chance(8) { parentID = SpanID(text: "span \(unique % 99)") }
        if chance(8) { parentID = SpanID(unique) }
        if chance(8) { traceID = TraceID(text: "order-\(unique % 4)") }
        if chance(8) { warnings = ["clock skew", "cut at \(unique % 3)"] }
        if chance(8) {
            var link = Link()
            link.traceID = TraceID(text: "other \(unique % 5)")
            link.spanID = SpanID(text: "far")
            link.type = .followsFrom
            links.append(link)
        }
        if chance(20) {
            let large = String(repeating: "x\(unique)", count: 20_000)
            attributes.append(Attribute(key: "large", value: .string(large)))
        }
    }

    /// A text with numbers of all kinds in it.
    private func url(_ unique: UInt64) -> String {
        let hex = String(unique, radix: 16)
        switch unique % 8 {
        case 0: return "https://shop/\(unique % 1000)/item?session=\(hex)&page=\(unique % 7)"
        case 1: return "00\(unique)"
        case 2: return "\(unique)\(unique)"
        case 3: return "\u{1}\(unique)\u{2}"
        case 4: return "\(hex.prefix(8))-\(hex.suffix(4))-4\(hex.prefix(3))-\(hex.suffix(12))"
        case 5: return "A\(hex.uppercased())-\(hex)g \(hex)\(hex)\(hex)"
        case 6: return "0"
        default: return "10.\(unique % 4).\(unique % 256).\(unique % 251) abcd cafe 0dead 1e5"
        }
    }
}
