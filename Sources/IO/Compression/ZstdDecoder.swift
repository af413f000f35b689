import CZstd

/// zstd's streaming decoder.
///
/// Not Sendable by itself: an ``Inflater`` owns it.
final class ZstdDecoder {
    static let chunk = 64 << 10

    private let context: OpaquePointer
    private let scratch = UnsafeMutableRawPointer.allocate(byteCount: chunk, alignment: 16)
    /// Zero exactly at the end of a frame; nil before the first byte.
    private var hint: Int?

    init(windowLog: Int) throws(CompressionError) {
        guard let context = ZSTD_createDCtx() else { throw .outOfMemory }
        self.context = context
        let log = Int32(clamping: max(10, min(31, windowLog)))
        _ = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, log)
    }

    deinit {
        ZSTD_freeDCtx(context)
        scratch.deallocate()
    }

    var isComplete: Bool { hint == 0 }

    /// Decodes all of `input`, whose first byte is number `offset` of the whole, giving at most `allowed` bytes.
    func decode(
        _ input: UnsafeRawBufferPointer,
        at offset: Int,
        allowed: Int,
        into output: inout [UInt8]
    ) throws(CompressionError) {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var left = allowed
        while source.pos < source.size {
            // One byte more than allowed shows that there is more than allowed.
            let room = min(Self.chunk - 1, left) + 1
            var full = true
            // Goes on while output fills its room: there may be more behind it though all input is taken.
            while full {
                var target = ZSTD_outBuffer(dst: scratch, size: min(room - 1, left) + 1, pos: 0)
                let result = ZSTD_decompressStream(context, &target, &source)
                guard ZSTD_isError(result) == 0 else {
                    throw failure(result, offset: offset + source.pos)
                }
                hint = result
                let made = UnsafeRawBufferPointer(start: scratch, count: min(target.pos, left))
                output.append(contentsOf: made)
                guard target.pos <= left else { throw .tooLarge(limit: 0) }
                left -= target.pos
                full = target.pos == target.size && result != 0
            }
        }
    }

    private func failure(_ result: Int, offset: Int) -> CompressionError {
        switch ZSTD_getErrorCode(result) {
        case ZSTD_error_memory_allocation: .outOfMemory
        default:
            .corrupt(
                coding: .zstd,
                offset: offset,
                reason: String(cString: ZSTD_getErrorName(result)).lowercased()
            )
        }
    }
}
