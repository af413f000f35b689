import Compression
import Glibc
import SystemErrors

/// Reads one file from beginning to end in chunks, decompressing what is compressed.
///
/// Belongs on a thread that may block.
final class FileBytes {
    struct Failure: Error {
        var message: String
    }

    /// No file of traces is larger than this once decompressed; a bomb ends here.
    private static let limit = 64 << 30
    /// Compressed a thousandfold, it is still no more than memory bears.
    private static let readSize = 64 << 10

    private let descriptor: Int32
    private var inflater: Inflater
    private var pending: [UInt8]
    private var isAtEnd = false

    private let wait: FileWait

    /// Opens `path`; `-` is standard input.
    init(path: String, wait: FileWait) throws(Failure) {
        self.wait = wait
        let opened = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw Failure(message: SystemError.phrase(errno)) }
        do throws(Failure) {
            var beginning: [UInt8] = []
            // Pipes give little at a time: four bytes are needed to tell the compression by.
            while beginning.count < 4, try Self.fill(&beginning, from: opened, wait) {}
            inflater = try Self.inflater(ContentCoding(sniffing: beginning.prefix(4)))
            pending = beginning
        } catch {
            if opened > 0 { close(opened) }
            throw error
        }
        descriptor = opened
    }

    deinit {
        if descriptor > 0 { close(descriptor) }
    }

    /// The next piece, decompressed; nil at the end of the file.
    func next() throws(Failure) -> [UInt8]? {
        while !isAtEnd {
            var chunk = pending
            pending = []
            if chunk.isEmpty, try !Self.fill(&chunk, from: descriptor, wait) {
                isAtEnd = true
                // An empty file is empty, not a stream cut short.
                if inflater.consumed > 0 {
                    do throws(CompressionError) {
                        try inflater.finish()
                    } catch {
                        throw Failure(message: error.description)
                    }
                }
                return nil
            }
            var output: [UInt8] = []
            do throws(CompressionError) {
                try inflater.feed(chunk, into: &output)
            } catch {
                throw Failure(message: error.description)
            }
            if !output.isEmpty { return output }
        }
        return nil
    }

    private static func inflater(_ coding: ContentCoding) throws(Failure) -> Inflater {
        do throws(CompressionError) {
            return try Inflater(coding: coding, limit: limit, zstdWindowLog: 27)
        } catch {
            throw Failure(message: error.description)
        }
    }

    /// Appends what one read gives; false at the end of the file.
    private static func fill(
        _ bytes: inout [UInt8],
        from descriptor: Int32,
        _ wait: FileWait
    ) throws(Failure) -> Bool {
        guard wait.bytes(of: descriptor) else {
            throw Failure(message: "it was not read to its end")
        }
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: readSize))
        while true {
            let count = bytes.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress?.advanced(by: start), readSize)
            }
            let code = errno
            if count < 0, code == EINTR { continue }
            bytes.removeLast(readSize - max(0, count))
            guard count >= 0 else { throw Failure(message: SystemError.phrase(code)) }
            return count > 0
        }
    }
}
