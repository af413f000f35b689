import Glibc

/// How a long list of spans is cut, so that all cores read it.
struct SpanBatching: Sendable, Equatable {
    /// Bytes of one batch, about: few enough for its tables to stay in a core's own memory, enough for joining to cost little.
    var batchSize: Int
    /// With fewer bytes at hand, all are read one after the other.
    var least: Int
    /// Threads beside the caller's.
    var helpers: Int

    /// What suits this machine; more helpers would only wait for the one that joins.
    static let usual = SpanBatching(
        batchSize: 512 << 10,
        least: 2 << 20,
        helpers: min(max(processors - 1, 0), 3)
    )

    /// Cores that this process may use.
    private static let processors = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// How far a cut is looked for behind where one would be good: a longer span is not worth the search.
    static let mostLookedThrough = 256 << 10
}

/// Where a list of spans may be cut.
///
/// A guess, made from the bytes alone: behind an element comes a comma, and the next one begins with the key `first`. What stands
/// in a text cannot look so, for the quote would be escaped there; another list of objects can. So what is read from a cut on
/// counts only once what is before it was read, and ended there.
struct SpanCuts {
    /// The key that spans begin with, in quotes.
    let first: StaticString

    /// The place of the first comma between elements at or behind `start`; nil if none is near.
    func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let length = first.utf8CodeUnitCount
        let end = min(bytes.count, start + SpanBatching.mostLookedThrough) - length
        var at = start
        while at < end {
            guard let quote = memchr(base + at, Int32(UInt8(ascii: "\"")), end - at) else {
                return nil
            }
            at = UnsafeRawPointer(quote) - UnsafeRawPointer(base)
            if memcmp(base + at, first.utf8Start, length) == 0,
                let comma = comma(before: at, in: bytes), comma >= start
            {
                return comma
            }
            at += 1
        }
        return nil
    }

    /// The comma before the brace before the key at `key`.
    private func comma(before key: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var at = key
        for sign in [UInt8(ascii: "{"), UInt8(ascii: ",")] {
            repeat { at -= 1 } while at >= 0 && Self.isBlank(bytes[at])
            guard at >= 0, bytes[at] == sign else { return nil }
        }
        return at
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Cuts `bytes`, which begin at a comma, into batches: where each begins, and where the last one ends.
    ///
    /// Less than two places if there is nothing to cut.
    func batches(of bytes: UnsafeBufferPointer<UInt8>, size: Int) -> [Int] {
        var cuts = [0]
        while let last = cuts.last, last + size < bytes.count,
            let cut = next(in: bytes, from: last + size)
        {
            cuts.append(cut)
        }
        // What is left at the end is less than a batch.
        guard let last = cuts.last else { return [] }
        let tail = max(last + 1, bytes.count - SpanBatching.mostLookedThrough / 8)
        if let cut = next(in: bytes, from: tail) { cuts.append(cut) }
        return cuts
    }
}
