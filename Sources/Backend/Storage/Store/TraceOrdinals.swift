import TraceModel

/// The ordinals of the traces held, by their ids.
///
/// Ids that are texts stand apart, so that the key of every other one is 16 bytes and nothing else.
struct TraceOrdinals {
    private struct Number: Hashable {
        let high: UInt64
        let low: UInt64
    }

    /// What a text takes beside its bytes, roughly.
    private static let textObject = 96

    private var numbers: [Number: UInt64] = [:]
    private var texts: [TraceID: UInt64] = [:]
    /// Bytes of the texts.
    private var textBytes = 0

    var count: Int { numbers.count + texts.count }

    /// Bytes held, roughly, in dictionaries that are three quarters full.
    var heldBytes: Int {
        let number = MemoryLayout<Number>.stride + MemoryLayout<UInt64>.stride
        let text = MemoryLayout<TraceID>.stride + MemoryLayout<UInt64>.stride
        return (numbers.capacity * number + texts.capacity * text) * 4 / 3 + textBytes
    }

    subscript(id: TraceID) -> UInt64? {
        get {
            id.text == nil ? numbers[Number(high: id.high, low: id.low)] : texts[id]
        }
        set {
            if id.text == nil {
                numbers[Number(high: id.high, low: id.low)] = newValue
            } else {
                let before = texts.count
                texts[id] = newValue
                textBytes += (texts.count - before) * (Self.textObject + id.hex.utf8.count)
            }
        }
    }
}
