/// Collects the bytes of one object of ``InspectText``, up to the brace that ends it.
struct InspectCollector {
    private(set) var bytes: [UInt8] = []
    private var depth = 0
    private var quote: UInt8?
    private var isEscaped = false

    /// Longer objects are none of a console exporter.
    private static let longest = 1 << 20

    /// The object is complete, or too long to be one.
    var isDone: Bool { !bytes.isEmpty && depth == 0 || bytes.count >= Self.longest }

    /// Takes bytes until the object is complete; returns how many.
    mutating func take(_ more: UnsafeBufferPointer<UInt8>) -> Int {
        var at = 0
        while at < more.count, !isDone {
            take(more[at])
            at += 1
        }
        return at
    }

    private mutating func take(_ byte: UInt8) {
        bytes.append(byte)
        if isEscaped {
            isEscaped = false
        } else if let quote {
            if byte == quote {
                self.quote = nil
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            }
        } else {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): quote = byte
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
    }
}
