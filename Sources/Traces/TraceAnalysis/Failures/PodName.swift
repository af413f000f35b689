/// The end of a pod's name that Kubernetes makes up, in the letters and digits that it uses for that.
///
/// A Deployment's pod ends in the hash of its replica set and five characters, a Job's in a number and five characters, a
/// DaemonSet's in five characters (`rand.SafeEncodeString` and `rand.String` of Kubernetes' apimachinery: no vowels, and none of
/// 0, 1 and 3).
enum PodName {
    private static let alphabet = Set("bcdfghjklmnpqrstvwxz2456789".utf8)

    /// Where the made-up end of a name begins.
    ///
    /// - Parameter parts: Words with what stands between them: `cart`, `-`, `7d9f8b6c5`, `-`, `x2k4z`.
    /// - Returns: The index of the first part that is made up; nil if the name does not end like that of a pod.
    static func generated(_ parts: [ArraySlice<UInt8>]) -> Int? {
        guard parts.count >= 3, let last = parts.last, isMadeUp(last, 5...5),
            parts[parts.count - 2].elementsEqual([0x2D])
        else { return nil }
        let before = parts[parts.count - 3]
        if parts.count >= 5, isMadeUp(before, 6...10),
            before.contains(where: isDigit) || before.count >= 8
        {
            return parts.count - 3
        }
        if before.count >= 8, before.allSatisfy(isDigit) { return parts.count - 3 }
        // Without a hash before it: digits only at the end are those of a name, such as http2.
        let rest = last.drop { !isDigit($0) }
        return rest.contains { !isDigit($0) } ? parts.count - 1 : nil
    }

    private static func isMadeUp(_ word: ArraySlice<UInt8>, _ lengths: ClosedRange<Int>) -> Bool {
        lengths.contains(word.count) && word.allSatisfy(alphabet.contains)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { MessagePiece.isDigit(byte) }
}
