import TraceAnalysis
import TraceModel

extension SegmentWriter {
    /// Writes the bloom of everything that conditions ask for by name.
    mutating func writeBlooms() {
        var keys: [UInt64] = []
        let attributes = block.attributes
        keys.reserveCapacity(attributes.count + block.operations.count * 2)
        var keyHashes: [StringIndex: UInt64] = [:]
        for index in 0..<attributes.count {
            let key = attributes.keys[index]
            let keyHash =
                keyHashes[key]
                ?? block.strings.withBytes(at: key) {
                    XXHash64.hash(UnsafeRawBufferPointer($0))
                }
            keyHashes[key] = keyHash
            let value = block.attributes.value(at: AttributeIndex(index))
            keys.append(XXHash64.hash(keyHash, hash(of: value)))
        }
        for place in 0..<block.operations.count {
            let (service, operation) = block.operation(at: place)
            keys.append(BloomKey.service(service))
            keys.append(BloomKey.operation(operation.name, of: service))
        }
        set(.valueBloom, BlockedBloom.bytes(of: keys, bitsPerKey: 10))
    }

    /// The hash of a value as conditions write it.
    private func hash(of value: BlockValue) -> UInt64 {
        switch value.variant {
        case .string:
            block.strings.withBytes(at: value.stringIndex) {
                XXHash64.hash(UnsafeRawBufferPointer($0))
            }
        case .int: BloomKey.hash(of: Int64(bitPattern: value.payload))
        case .empty, .bool, .double, .bytes, .array, .map:
            XXHash64.hash(Array(block.attributeValue(value).canonicalString.utf8))
        }
    }
}
