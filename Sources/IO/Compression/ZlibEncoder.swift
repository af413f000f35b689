import CZlib

/// zlib's `deflate`, with a gzip or a zlib frame.
///
/// Not Sendable by itself: a ``Deflater`` owns it.
final class ZlibEncoder {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let scratch = UnsafeMutablePointer<UInt8>.allocate(capacity: ZlibDecoder.chunk)

    init(isGzip: Bool, level: Int?) throws(CompressionError) {
        stream.initialize(to: z_stream())
        let code = deflateInit2_(
            stream,
            level.map { Int32(clamping: max(0, min(9, $0))) } ?? Z_DEFAULT_COMPRESSION,
            Z_DEFLATED,
            isGzip ? MAX_WBITS + 16 : MAX_WBITS,
            MAX_MEM_LEVEL - 1,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard code == Z_OK else { throw .outOfMemory }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        scratch.deallocate()
    }

    func encode(_ input: UnsafeRawBufferPointer, isLast: Bool, into output: inout [UInt8]) {
        var at = 0
        repeat {
            // `avail_in` counts 32 bits: larger input goes in pieces.
            let piece = min(input.count - at, Int(UInt32.max))
            let bytes = input.baseAddress?.advanced(by: at).assumingMemoryBound(to: UInt8.self)
            stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes)
            stream.pointee.avail_in = UInt32(piece)
            at += piece
            let flush = isLast && at == input.count ? Z_FINISH : Z_NO_FLUSH
            repeat {
                stream.pointee.next_out = scratch
                stream.pointee.avail_out = UInt32(ZlibDecoder.chunk)
                deflate(stream, flush)
                let made = ZlibDecoder.chunk - Int(stream.pointee.avail_out)
                output.append(contentsOf: UnsafeBufferPointer(start: scratch, count: made))
            } while stream.pointee.avail_out == 0
        } while at < input.count
    }
}
