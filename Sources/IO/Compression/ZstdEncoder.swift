import CZstd

/// zstd's streaming encoder, one frame with a check sum.
///
/// Not Sendable by itself: a ``Deflater`` owns it.
final class ZstdEncoder {
    private let context: OpaquePointer
    private let scratch = UnsafeMutableRawPointer.allocate(
        byteCount: ZstdDecoder.chunk,
        alignment: 16
    )

    init(level: Int?) throws(CompressionError) {
        guard let context = ZSTD_createCCtx() else { throw .outOfMemory }
        self.context = context
        let clamped = Int32(clamping: max(1, min(Int(ZSTD_maxCLevel()), level ?? 3)))
        _ = ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, clamped)
        _ = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        // A decoder that keeps to the window of RFC 9659 must be able to read what is written here.
        if clamped > 19 { _ = ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, 23) }
    }

    deinit {
        ZSTD_freeCCtx(context)
        scratch.deallocate()
    }

    func encode(_ input: UnsafeRawBufferPointer, isLast: Bool, into output: inout [UInt8]) {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        let mode = isLast ? ZSTD_e_end : ZSTD_e_continue
        var isDone = false
        while !isDone {
            var target = ZSTD_outBuffer(dst: scratch, size: ZstdDecoder.chunk, pos: 0)
            let left = ZSTD_compressStream2(context, &target, &source, mode)
            // Compression fails only by a misuse that the types here do not allow.
            precondition(ZSTD_isError(left) == 0, "zstd refused to compress")
            output.append(contentsOf: UnsafeRawBufferPointer(start: scratch, count: target.pos))
            isDone = isLast ? left == 0 : source.pos == source.size
        }
    }
}
