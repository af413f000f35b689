/// What is entered into the value bloom of a segment: hashes of pairs of texts.
enum BloomKey {
    private static let serviceSalt: UInt64 = 1
    private static let operationSalt: UInt64 = 2

    /// An attribute of anything: its key, and its value as conditions write it.
    static func attribute(_ key: String, _ value: String) -> UInt64 {
        XXHash64.hash(hash(of: key), hash(of: value))
    }

    static func service(_ name: String) -> UInt64 { XXHash64.hash(serviceSalt, hash(of: name)) }

    static func operation(_ name: String, of service: String) -> UInt64 {
        XXHash64.hash(hash(of: service) ^ operationSalt, hash(of: name))
    }

    static func hash(of text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { XXHash64.hash(UnsafeRawBufferPointer($0)) }
    }

    /// The hash of a whole number's decimal digits.
    static func hash(of number: Int64) -> UInt64 {
        withUnsafeTemporaryAllocation(byteCount: 20, alignment: 8) { digits in
            var at = digits.count
            var rest = number.magnitude
            repeat {
                at -= 1
                digits[at] = UInt8(0x30 + rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 {
                at -= 1
                digits[at] = 0x2D
            }
            return XXHash64.hash(UnsafeRawBufferPointer(rebasing: digits[at...]))
        }
    }
}
