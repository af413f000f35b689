/// Bytes of a source that gives little at a time, such as what is decompressed, gathered into large pieces: these are read on all
/// cores.
final class GatheredBytes: ByteSource {
    private let base: any ByteSource
    private var failure: FileFailure?
    /// Nothing comes any more, be it that the source failed.
    private(set) var isAtEnd = false

    init(_ base: any ByteSource) { self.base = base }

    func next(_ welcome: Int) throws(FileFailure) -> [UInt8]? {
        try next(least: welcome / 2).get()
    }

    /// The next piece, nil at the end; of fewer bytes than `least` only there, and before the source fails.
    func next(least: Int) -> Result<[UInt8]?, FileFailure> {
        var piece: [UInt8] = []
        while !isAtEnd, piece.isEmpty || piece.count < least {
            do throws(FileFailure) {
                guard let more = try base.next(2 * least) else {
                    isAtEnd = true
                    break
                }
                if piece.isEmpty { piece = more } else { piece += more }
            } catch {
                isAtEnd = true
                failure = error
            }
        }
        guard piece.isEmpty else { return .success(piece) }
        guard let failure else { return .success(nil) }
        return .failure(failure)
    }
}
