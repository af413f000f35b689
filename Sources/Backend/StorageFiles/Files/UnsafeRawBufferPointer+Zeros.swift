import Glibc

extension UnsafeRawBufferPointer {
    private static let blockBytes = 4096
    private static let zeros = [UInt8](repeating: 0, count: blockBytes)

    /// How many bytes there are up to the last one that is not zero.
    ///
    /// - Complexity: O(zeros at the end), thousands of them compared at a time.
    var countWithoutTrailingZeros: Int {
        guard let base = baseAddress else { return 0 }
        var end = count
        Self.zeros.withUnsafeBytes { zeros in
            guard let zeros = zeros.baseAddress else { return }
            while end >= Self.blockBytes,
                memcmp(base + end - Self.blockBytes, zeros, Self.blockBytes) == 0
            {
                end -= Self.blockBytes
            }
        }
        while end > 0, self[end - 1] == 0 { end -= 1 }
        return end
    }
}
