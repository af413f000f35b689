package import TraceModel

/// Ids that follow from a name, so that tests can speak of spans by name.
private func fingerprint(of name: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
}

extension SpanID {
    /// The id that ``TraceSketch`` gives to a span of this name (FNV-1a of its bytes).
    package static func named(_ name: String) -> SpanID { SpanID(fingerprint(of: name)) }
}

extension TraceID {
    /// The id that ``TraceSketch`` gives to a trace of this name.
    package static func named(_ name: String) -> TraceID {
        TraceID(high: 0x5EED_0000_0000_0000, low: fingerprint(of: name))
    }
}
