import CZstd
import Synchronization

/// Compresses many pieces, each to a zstd frame of its own: fast rather than small, from any number of threads.
///
/// The frames have no check sum of zstd's own.
package final class FastZstd: Sendable {
    /// Contexts that nobody uses now; as many as were ever used at once.
    private let idle = Mutex<[Context]>([])

    package init() {}

    /// One frame that holds `bytes`.
    package func pack(_ bytes: UnsafeRawBufferPointer) throws(CompressionError) -> [UInt8] {
        let context: Context
        if let used = idle.withLock({ $0.popLast() }) {
            context = used
        } else {
            context = try Context()
        }
        defer { idle.withLock { $0.append(context) } }
        return context.pack(bytes)
    }

    /// The `count` bytes that one frame holds; nil if it is not such a frame.
    package static func unpack(_ frame: UnsafeRawBufferPointer, to count: Int) -> [UInt8]? {
        // Asked before there is room for what it claims.
        guard ZSTD_getFrameContentSize(frame.baseAddress, frame.count) == UInt64(count) else {
            return nil
        }
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, made in
            let size = ZSTD_decompress(buffer.baseAddress, count, frame.baseAddress, frame.count)
            isWhole = ZSTD_isError(size) == 0 && size == count
            made = isWhole ? size : 0
        }
        return isWhole ? bytes : nil
    }

    /// What one compression at a time needs.
    // Sendable, for it is either among those that are idle, behind their lock, or with the one call that took it out.
    private final class Context: @unchecked Sendable {
        private let state: OpaquePointer
        private var room = UnsafeMutableRawBufferPointer(start: nil, count: 0)

        init() throws(CompressionError) {
            guard let state = ZSTD_createCCtx() else { throw .outOfMemory }
            self.state = state
            _ = ZSTD_CCtx_setParameter(state, ZSTD_c_compressionLevel, 1)
        }

        deinit {
            ZSTD_freeCCtx(state)
            room.deallocate()
        }

        func pack(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
            let bound = ZSTD_compressBound(bytes.count)
            if room.count < bound {
                room.deallocate()
                room = .allocate(byteCount: bound, alignment: 16)
            }
            let size = ZSTD_compress2(
                state,
                room.baseAddress,
                bound,
                bytes.baseAddress,
                bytes.count
            )
            // With room for the worst case it fails only for want of memory for its tables.
            precondition(ZSTD_isError(size) == 0, "zstd has no memory to compress")
            return [UInt8](UnsafeRawBufferPointer(rebasing: room[..<size]))
        }
    }
}
