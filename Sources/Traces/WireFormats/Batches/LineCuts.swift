import Glibc

/// Where lines that are each a whole document of OTLP may be cut: what the OpenTelemetry Collector writes into files.
///
/// Only lines that begin just so are taken: another one may be of another format.
struct LineCuts {
    /// Where each batch begins, which is at a line end, and where the last one ends.
    private(set) var cuts: [Int] = []
    /// How many lines each batch has.
    private(set) var lines: [Int] = []

    /// The end of a line, and what the next one begins with.
    private static let beginning: StaticString = "\n{\"resourceSpans\":[{"

    /// Whether a line of this kind begins behind the first of `bytes`, which ends another line.
    static func begins(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int = 0) -> Bool {
        guard let base = bytes.baseAddress, bytes.count - place >= beginning.utf8CodeUnitCount
        else { return false }
        return memcmp(base + place, beginning.utf8Start, beginning.utf8CodeUnitCount) == 0
    }

    /// The place behind the first byte where such a line begins, if one is near.
    static func next(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let near = UnsafeBufferPointer(rebasing: bytes.prefix(SpanBatching.mostLookedThrough))
        var place = near.lineEnd(from: 1)
        while let found = place {
            if begins(bytes, at: found) { return found }
            place = near.lineEnd(from: found + 1)
        }
        return nil
    }

    /// Cuts `bytes`, for which ``begins(_:at:)`` holds, as far as such lines follow one another.
    init(_ bytes: UnsafeBufferPointer<UInt8>, size: Int) {
        var last = 0
        var count = 0
        var place: Int? = 0
        while let begun = place, Self.begins(bytes, at: begun),
            let end = bytes.lineEnd(from: begun + 1)
        {
            count += 1
            if cuts.isEmpty { cuts = [0] }
            if end - last >= size {
                cuts.append(end)
                lines.append(count)
                last = end
                count = 0
            }
            place = end
        }
        if let place, place > last {
            cuts.append(place)
            lines.append(count)
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first line feed at or behind a place.
    fileprivate func lineEnd(from start: Int) -> Int? {
        guard let baseAddress, start < count,
            let place = memchr(baseAddress + start, 0x0A, count - start)
        else { return nil }
        return UnsafeRawPointer(place) - UnsafeRawPointer(baseAddress)
    }
}
