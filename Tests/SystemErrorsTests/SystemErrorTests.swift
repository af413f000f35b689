import Glibc
import SystemErrors
import Testing

@Suite struct SystemErrorTests {
    @Test func `an error number has the words of the C library`() {
        #expect(SystemError.words(ENOENT) == "No such file or directory")
    }

    @Test func `in the middle of a sentence the words begin small`() {
        #expect(SystemError.phrase(ECONNREFUSED) == "connection refused")
    }

    @Test func `a number that the C library has no word for is named`() {
        #expect(SystemError.words(4711).contains("4711"))
    }
}
