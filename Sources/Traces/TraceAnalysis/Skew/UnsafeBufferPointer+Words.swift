import Glibc

extension UnsafeBufferPointer<UInt8> {
    /// Where `words` end that stand here for the first time; nil if they stand nowhere.
    func endOfFirst(_ words: StaticString) -> Int? {
        let length = words.utf8CodeUnitCount
        guard let baseAddress, length > 0 else { return nil }
        var at = 0
        while at + length <= count,
            let place = memchr(baseAddress + at, Int32(words.utf8Start[0]), count - length - at + 1)
        {
            at = UnsafeRawPointer(place) - UnsafeRawPointer(baseAddress)
            if memcmp(place, words.utf8Start, length) == 0 { return at + length }
            at += 1
        }
        return nil
    }
}
