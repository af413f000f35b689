import Testing

@testable import Client

@Suite struct ReadAheadTests {
    /// Gives numbered bytes in pieces, then fails or ends.
    private final class Source: ByteSource {
        private var sizes: [Int]
        private let failure: String?
        private(set) var given: [UInt8] = []

        init(_ sizes: [Int], failure: String? = nil) {
            self.sizes = sizes
            self.failure = failure
        }

        func next(_ welcome: Int) throws(FileFailure) -> [UInt8]? {
            guard !sizes.isEmpty else {
                if let failure { throw FileFailure(message: failure) }
                return nil
            }
            let start = given.count
            let piece = (0..<sizes.removeFirst()).map { UInt8(truncatingIfNeeded: start + $0) }
            given += piece
            return piece
        }
    }

    private func all(_ bytes: ReadAheadBytes) throws -> [UInt8] {
        var read: [UInt8] = []
        while let piece = try bytes.next() {
            #expect(!piece.isEmpty)
            read += piece
        }
        return read
    }

    @Test(
        arguments: [
            [], [1], [5 << 20], Array(repeating: 300_000, count: 60), [5 << 20, 1, 6 << 20, 7],
        ]
    )
    func `bytes come in their order, whatever pieces they come in`(_ sizes: [Int]) throws {
        let source = Source(sizes)
        let ahead = ReadAheadBytes(source)
        let read = try all(ahead)
        ahead.end()
        #expect(read == source.given)
        #expect(read.count == sizes.reduce(0, +))
        #expect(try ahead.next() == nil)
    }

    @Test(arguments: [[], [10], [5 << 20], [5 << 20, 5 << 20, 5 << 20, 5 << 20, 9]])
    func `what came before a failure is given before it, and nothing after it`(
        _ sizes: [Int]
    ) throws {
        let source = Source(sizes, failure: "torn")
        let ahead = ReadAheadBytes(source)
        var read: [UInt8] = []
        var failure: FileFailure?
        do throws(FileFailure) {
            while let piece = try ahead.next() { read += piece }
        } catch {
            failure = error
        }
        ahead.end()
        #expect(failure?.message == "torn")
        #expect(read == source.given)
        #expect(try ahead.next() == nil)
    }

    @Test func `whoever has enough leaves the source as it is`() throws {
        let source = Source(Array(repeating: 5 << 20, count: 40))
        let ahead = ReadAheadBytes(source)
        _ = try ahead.next()
        _ = try ahead.next()
        ahead.end()
        let given = source.given.count
        // Some pieces wait, and one is being read.
        #expect(given <= 6 * (5 << 20))
        #expect(try ahead.next() == nil)
        #expect(source.given.count == given)
    }
}
