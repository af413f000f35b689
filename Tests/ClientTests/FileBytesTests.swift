import Glibc
import Testing

@testable import Client

@Suite struct FileBytesTests {
    /// A pipe, and what reads from it as if it were a file.
    private func pipe() throws -> (bytes: FileBytes, writer: Int32) {
        var ends: [Int32] = [0, 0]
        try #require(Glibc.pipe(&ends) == 0)
        defer { close(ends[0]) }
        let wait = FileWait(end: nil) { false }
        return (try FileBytes(path: "/dev/fd/\(ends[0])", wait: wait), ends[1])
    }

    @Test func `what a pipe holds comes in one piece, and small ones where these are wanted`()
        throws
    {
        let (bytes, writer) = try pipe()
        #expect(!bytes.isPrompt)
        let sent = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 / 3) }
        // More than a pipe holds as a rule.
        try #require(write(writer, sent, sent.count) == sent.count)
        let first = try #require(try bytes.next(64 << 10))
        #expect(first.count == 64 << 10)
        let rest = try #require(try bytes.next(4 << 20))
        #expect(first + rest == sent)
        close(writer)
        #expect(try bytes.next(4 << 20) == nil)
    }

    @Test func `the first bytes of a slow pipe are not waited with`() throws {
        let (bytes, writer) = try pipe()
        defer { close(writer) }
        try #require(write(writer, [1, 2, 3] as [UInt8], 3) == 3)
        let piece = try bytes.next(4 << 20)
        #expect(piece == [1, 2, 3])
    }
}
