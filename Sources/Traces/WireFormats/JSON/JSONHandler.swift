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
    /// The object that begins next, if it has the three members of a tag in their usual order, may be told by ``tag(_:_:)`` alone.
    var takesTags: Bool { get }
    /// The object `{"key":…,"type":…,"value":…}`, all at once.
    mutating func tag(_ key: UnsafeBufferPointer<UInt8>, _ value: JSONTagValue)
}

/// The value of a tag of Jaeger's JSON whose `type` says `string`, `int64` or `bool`, and is what it says.
enum JSONTagValue {
    case string(UnsafeBufferPointer<UInt8>)
    case int(Int64)
    case bool(Bool)
}

/// Most handlers want none of these, and must not pay for them.
extension JSONHandler where Self: ~Copyable {
    @inline(__always)
    mutating func stands(at offset: Int) {}
    @inline(__always)
    var isPausing: Bool { false }
    @inline(__always)
    var takesTags: Bool { false }
    @inline(__always)
    mutating func tag(_ key: UnsafeBufferPointer<UInt8>, _ value: JSONTagValue) {}
}
