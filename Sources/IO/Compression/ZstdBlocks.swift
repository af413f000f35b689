import CZstd
import Synchronization

/// zstd for many blocks of bytes whose sizes are known, from any number of threads: no streaming, no checksum.
package final class ZstdBlocks: Sendable {
    private let level: Int32
    /// Contexts that nobody uses now; as many as were ever used at once.
    private let compressors = Mutex<[Compressor]>([])
    private let decompressors = Mutex<[Decompressor]>([])

    /// - Parameter level: 1 (fast) to 22 (small).
    package init(level: Int = 3) {
        self.level = Int32(clamping: max(1, min(Int(ZSTD_maxCLevel()), level)))
    }

    /// The bytes, compressed: one frame.
    ///
    /// - Throws: ``CompressionError/outOfMemory`` alone.
    package func compress(_ bytes: UnsafeRawBufferPointer) throws(CompressionError) -> [UInt8] {
        let context: Compressor
        if let used = compressors.withLock({ $0.popLast() }) {
            context = used
        } else {
            context = try Compressor(level: level)
        }
        defer { compressors.withLock { $0.append(context) } }
        return try context.compress(bytes)
    }

    /// The bytes, compressed: one frame.
    ///
    /// - Throws: ``CompressionError/outOfMemory`` alone.
    package func compress(_ bytes: [UInt8]) throws(CompressionError) -> [UInt8] {
        try bytes.span.bytes.withUnsafeBytes { (raw) throws(CompressionError) in
            try compress(raw)
        }
    }

    /// The `size` bytes that `bytes` are compressed; nil if they are not, or not valid, or there is no memory.
    ///
    /// What is more than zstd can make of so few bytes is not tried, so that damaged sizes take no memory.
    package func decompress(_ bytes: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
        guard size >= 0, size <= Self.mostBytes(from: bytes.count) else { return nil }
        guard let context = decompressors.withLock({ $0.popLast() }) ?? Decompressor() else {
            return nil
        }
        defer { decompressors.withLock { $0.append(context) } }
        return context.decompress(bytes, size: size)
    }

    /// zstd makes of runs of one byte about 40,000 times as much as there was.
    private static func mostBytes(from compressed: Int) -> Int {
        let (most, overflow) = compressed.multipliedReportingOverflow(by: 65_536)
        return overflow ? .max : min(most, 1 << 30)
    }
}

/// What one compression at a time needs.
// Sendable, for it is either among those that are idle, behind their lock, or with the one call that took it out.
private final class Compressor: @unchecked Sendable {
    private let state: OpaquePointer
    /// Where frames are made, before they are copied to as many bytes as they have.
    private var room = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    init(level: Int32) throws(CompressionError) {
        guard let state = ZSTD_createCCtx() else { throw .outOfMemory }
        self.state = state
        _ = ZSTD_CCtx_setParameter(state, ZSTD_c_compressionLevel, level)
    }

    deinit {
        ZSTD_freeCCtx(state)
        room.deallocate()
    }

    func compress(_ bytes: UnsafeRawBufferPointer) throws(CompressionError) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        if room.count < bound {
            room.deallocate()
            room = .allocate(byteCount: bound, alignment: 16)
        }
        let size = ZSTD_compress2(state, room.baseAddress, bound, bytes.baseAddress, bytes.count)
        // There is room for the worst case, so that memory is all that can be missing.
        guard ZSTD_isError(size) == 0 else { throw .outOfMemory }
        return [UInt8](UnsafeRawBufferPointer(rebasing: room[..<size]))
    }
}

/// What one decompression at a time needs.
// Sendable as the one above.
private final class Decompressor: @unchecked Sendable {
    private let state: OpaquePointer

    init?() {
        guard let state = ZSTD_createDCtx() else { return nil }
        self.state = state
    }

    deinit { ZSTD_freeDCtx(state) }

    func decompress(_ bytes: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
        var result = 0
        let raw = [UInt8](unsafeUninitializedCapacity: size) { target, count in
            result = ZSTD_decompressDCtx(
                state,
                target.baseAddress,
                target.count,
                bytes.baseAddress,
                bytes.count
            )
            count = ZSTD_isError(result) == 0 ? result : 0
        }
        return ZSTD_isError(result) == 0 && result == size ? raw : nil
    }
}
