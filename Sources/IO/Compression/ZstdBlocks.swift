import CZstd

/// zstd for many blocks of bytes whose sizes are known: no streaming, no checksum.
package final class ZstdBlocks {
    private let compressor: OpaquePointer
    private let decompressor: OpaquePointer
    private let level: Int32

    /// - Parameter level: 1 (fast) to 22 (small).
    /// - Throws: ``CompressionError/outOfMemory`` alone.
    package init(level: Int = 3) throws(CompressionError) {
        guard let compressor = ZSTD_createCCtx() else { throw .outOfMemory }
        guard let decompressor = ZSTD_createDCtx() else {
            ZSTD_freeCCtx(compressor)
            throw .outOfMemory
        }
        self.compressor = compressor
        self.decompressor = decompressor
        self.level = Int32(clamping: max(1, min(Int(ZSTD_maxCLevel()), level)))
    }

    deinit {
        ZSTD_freeCCtx(compressor)
        ZSTD_freeDCtx(decompressor)
    }

    /// The bytes, compressed.
    ///
    /// - Throws: ``CompressionError/outOfMemory`` alone.
    package func compress(_ bytes: [UInt8]) throws(CompressionError) -> [UInt8] {
        var result = 0
        let compressed = [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) {
            target,
            count in
            result = ZSTD_compressCCtx(
                compressor,
                target.baseAddress,
                target.count,
                bytes,
                bytes.count,
                level
            )
            count = ZSTD_isError(result) == 0 ? result : 0
        }
        // There is room for the worst case, so that memory is all that can be missing.
        guard ZSTD_isError(result) == 0 else { throw .outOfMemory }
        return compressed
    }

    /// The `size` bytes that `bytes` are compressed; nil if they are not, or not valid.
    ///
    /// What is more than zstd can make of so few bytes is not tried, so that damaged sizes take no memory.
    package func decompress(_ bytes: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
        guard size >= 0, size <= Self.mostBytes(from: bytes.count) else { return nil }
        var result = 0
        let raw = [UInt8](unsafeUninitializedCapacity: size) { target, count in
            result = ZSTD_decompressDCtx(
                decompressor,
                target.baseAddress,
                target.count,
                bytes.baseAddress,
                bytes.count
            )
            count = ZSTD_isError(result) == 0 ? result : 0
        }
        return ZSTD_isError(result) == 0 && result == size ? raw : nil
    }

    /// zstd makes of runs of one byte about 40,000 times as much as there was.
    private static func mostBytes(from compressed: Int) -> Int {
        let (most, overflow) = compressed.multipliedReportingOverflow(by: 65_536)
        return overflow ? .max : min(most, 1 << 30)
    }
}
