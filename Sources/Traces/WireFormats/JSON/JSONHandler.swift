/// The events of a JSON text while a ``JSONTokenizer`` reads it.
///
/// Texts are valid UTF-8 without escapes, and lie in memory only for the length of the call. Nothing here
/// throws: what a value means, and whether it makes sense, is between the handler and its report.
protocol JSONHandler: ~Copyable {
    mutating func objectBegan()
    mutating func objectEnded()
    mutating func arrayBegan()
    mutating func arrayEnded()
    mutating func key(_ text: UnsafeBufferPointer<UInt8>)
    mutating func string(_ text: UnsafeBufferPointer<UInt8>)
    mutating func number(_ number: JSONNumber)
    mutating func bool(_ value: Bool)
    mutating func null()
    /// A top-level value is complete; another one may follow.
    mutating func documentEnded()
    /// Where the container stands that begins or ends next: its first or last byte, counted from the first byte fed.
    mutating func stands(at offset: Int)
    /// The handler wants to have a look at what was read before more is.
    var isPausing: Bool { get }
}

/// Most handlers want neither, and must not pay for it.
extension JSONHandler where Self: ~Copyable {
    @inline(__always)
    mutating func stands(at offset: Int) {}
    @inline(__always)
    var isPausing: Bool { false }
}
