/// Why bytes could not be decompressed.
package enum CompressionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// More would come out than the caller allows; what came out so far is within the limit.
    case tooLarge(limit: Int)
    /// The input ends, after `offset` compressed bytes, before the data does.
    case truncated(offset: Int)
    /// The input is not what it is said to be, at or shortly before `offset` compressed bytes.
    case corrupt(coding: ContentCoding, offset: Int, reason: String)
    /// The library could not get the memory for its state.
    case outOfMemory

    package var description: String {
        switch self {
        case .tooLarge(let limit):
            "the data decompresses to more than the limit of \(limit) bytes"
        case .truncated(let offset):
            "the compressed data ends too early, after \(offset) bytes: was it cut off on its way?"
        case .corrupt(let coding, let offset, let reason):
            "the data is not valid \(coding.rawValue) at byte \(offset): \(reason)"
        case .outOfMemory:
            "not enough memory to compress or decompress"
        }
    }
}
