import CZlib

/// zlib's `inflate` for the three formats around it.
///
/// Not Sendable by itself: an ``Inflater`` owns it.
final class ZlibDecoder {
    enum Format { case gzip, zlibOrRaw }

    private enum Phase {
        /// Nothing has come; `deflate` still has to tell zlib from raw by the first two bytes.
        case undecided
        case running
        /// A whole stream or member has come.
        case ended
        /// Zero bytes after a gzip member, as tape blocks leave them: only zeros may follow.
        case padding
    }

    static let chunk = 64 << 10

    private let format: Format
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let scratch = UnsafeMutablePointer<UInt8>.allocate(capacity: ZlibDecoder.chunk)
    private var phase = Phase.undecided
    private var head: [UInt8] = []
    private var initialised = false

    init(format: Format) throws(CompressionError) {
        self.format = format
        stream.initialize(to: z_stream())
        guard format == .gzip else { return }
        try open(windowBits: MAX_WBITS + 16)
    }

    deinit {
        if initialised { inflateEnd(stream) }
        stream.deallocate()
        scratch.deallocate()
    }

    var isComplete: Bool { phase == .ended || phase == .padding }

    /// Decodes all of `input`, whose first byte is number `offset` of the whole, giving at most `allowed` bytes.
    func decode(
        _ input: UnsafeRawBufferPointer,
        at offset: Int,
        allowed: Int,
        into output: inout [UInt8]
    ) throws(CompressionError) {
        guard !input.isEmpty else { return }
        guard format == .zlibOrRaw, !initialised else {
            return try run(input, at: offset, allowed: allowed, into: &output)
        }
        head.append(contentsOf: input.prefix(2 - head.count))
        guard head.count == 2 else { return }
        let rest = UnsafeRawBufferPointer(rebasing: input.dropFirst(head.count - offset))
        let isZlib = head[0] & 0x0F == 8 && (Int(head[0]) << 8 + Int(head[1])) % 31 == 0
        try open(windowBits: isZlib ? MAX_WBITS : -MAX_WBITS)
        let before = output.count
        let mark = head
        try mark.span.bytes.withUnsafeBytes { (first) throws(CompressionError) in
            try run(first, at: 0, allowed: allowed, into: &output)
        }
        try run(rest, at: 2, allowed: allowed - (output.count - before), into: &output)
    }

    private func open(windowBits: Int32) throws(CompressionError) {
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, windowBits, ZLIB_VERSION, size) == Z_OK else {
            throw .outOfMemory
        }
        initialised = true
    }

    private func run(
        _ input: UnsafeRawBufferPointer,
        at offset: Int,
        allowed: Int,
        into output: inout [UInt8]
    ) throws(CompressionError) {
        var at = 0
        var left = allowed
        while at < input.count {
            if phase == .ended || phase == .padding {
                guard try startNext(input[at], offset: offset + at) else {
                    at += 1
                    continue
                }
            }
            phase = .running
            at += try member(input, from: at, offset: offset, left: &left, into: &output)
        }
    }

    /// Whether a byte after the end begins another member; false if it is padding.
    private func startNext(_ byte: UInt8, offset: Int) throws(CompressionError) -> Bool {
        if format == .gzip, byte == 0 {
            phase = .padding
            return false
        }
        guard format == .gzip, phase == .ended else {
            throw .corrupt(
                coding: format == .gzip ? .gzip : .deflate,
                offset: offset,
                reason: "something follows the end of the data"
            )
        }
        guard inflateReset(stream) == Z_OK else { throw .outOfMemory }
        return true
    }

    /// Decodes up to the end of the member or of the input; the number of bytes taken.
    private func member(
        _ input: UnsafeRawBufferPointer,
        from start: Int,
        offset: Int,
        left: inout Int,
        into output: inout [UInt8]
    ) throws(CompressionError) -> Int {
        // `next_in` counts 32 bits: larger input goes in pieces.
        let piece = min(input.count - start, Int(UInt32.max))
        let bytes = input.baseAddress?.advanced(by: start).assumingMemoryBound(to: UInt8.self)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes)
        stream.pointee.avail_in = UInt32(piece)
        while true {
            // One byte more than allowed shows that there is more than allowed.
            let room = min(Self.chunk - 1, left) + 1
            stream.pointee.next_out = scratch
            stream.pointee.avail_out = UInt32(room)
            let code = inflate(stream, Z_NO_FLUSH)
            let made = room - Int(stream.pointee.avail_out)
            let taken = piece - Int(stream.pointee.avail_in)
            output.append(contentsOf: UnsafeBufferPointer(start: scratch, count: min(made, left)))
            guard made <= left else { throw .tooLarge(limit: 0) }
            left -= made
            switch code {
            case Z_STREAM_END:
                phase = .ended
                return taken
            case Z_OK, Z_BUF_ERROR:
                // Output that does not fill its room means that the input is used up.
                if stream.pointee.avail_in == 0, stream.pointee.avail_out > 0 { return taken }
            case Z_MEM_ERROR:
                throw .outOfMemory
            default:
                throw .corrupt(
                    coding: format == .gzip ? .gzip : .deflate,
                    offset: offset + start + taken,
                    reason: reason(code)
                )
            }
        }
    }

    private func reason(_ code: Int32) -> String {
        if code == Z_NEED_DICT { return "it needs a dictionary" }
        guard let message = stream.pointee.msg else { return "the stream is damaged" }
        return String(cString: message)
    }
}
